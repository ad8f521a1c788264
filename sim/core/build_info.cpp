#include "racesim/core/build_info.hpp"

#include "build_values.hpp"

namespace racesim {

const BuildInfo& build_info() {
  static const BuildInfo info{.version = build_version,
                              .commit = build_commit,
                              .dirty = build_dirty,
                              .compiler = build_compiler,
                              .flags = build_flags,
                              .build_type = build_type};
  return info;
}

}  // namespace racesim

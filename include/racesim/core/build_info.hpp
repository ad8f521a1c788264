#pragma once
// What this program was built from and how; every output file carries it, so that a result can be traced to its source.
#include <string>

namespace racesim {

struct BuildInfo {
  std::string version;     ///< of racesim, e.g. "0.2.0"
  std::string commit;      ///< full git hash, or "unknown" outside a git checkout
  bool dirty = false;      ///< tracked files differed from `commit`
  std::string compiler;    ///< e.g. "GNU 12.2.0"
  std::string flags;       ///< compiler flags that all layers share
  std::string build_type;  ///< Release, Debug, RelWithDebInfo

  /// The commit, with "-dirty" when sources had changed.
  std::string commit_text() const { return commit + (dirty ? "-dirty" : ""); }
};

const BuildInfo& build_info();

}  // namespace racesim

#pragma once
// What format 1 of scenarios and studies calls otherwise, found in a file.
#include <map>
#include <string>

#include "racesim/io/upgrade.hpp"

namespace racesim {

struct FormerNames {
  std::map<std::string, std::string> parameters = {};  ///< flat name -> path below `parameters`: "research.returns"
  std::map<std::string, std::string> keys = {};        ///< path from the root, `*` for any step -> new last key
};

/// Former names in the tree of a file: keys, and parameters where a correlation, a factor, `except`, or a path of
/// `set` or `path` names them.
Renamings find_former_names(const Node& root, const FormerNames& names);

}  // namespace racesim

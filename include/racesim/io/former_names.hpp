#pragma once
// What an earlier format of scenarios and studies calls otherwise, found in a file.
#include "racesim/io/former_keys.hpp"
#include "racesim/io/upgrade.hpp"

namespace racesim {

/// Former keys in the tree of a file, and former names where a correlation, a factor or `except` names a parameter, or
/// `set` or a factor's `path` a key. An error at each key that is gone.
Renamings find_former_names(const Node& root, std::span<const FormerKey> former, Diagnostics& diagnostics);

}  // namespace racesim

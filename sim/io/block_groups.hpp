#pragma once
// Keys of a map, one on a line, that go into groups.
#include <string>
#include <vector>

#include "racesim/io/node.hpp"

namespace racesim {

struct GroupedKey {
  std::size_t index;  ///< of the key in its map
  std::string group;
};

/// The text with the lines of such keys, and the comments above them, indented below their groups, each where its first
/// key stood. `keys` are in the order of the map. Lines of the text are those of the marks of the map.
std::string grouped_block(const std::string& text, const Node& map, const std::vector<GroupedKey>& keys,
                          Diagnostics& diagnostics);

}  // namespace racesim

#pragma once
// Files of an earlier format become files of today's by edits where their keys stand: comments, layout and order stay.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/io/node.hpp"

namespace racesim {

/// A key of a map that is written otherwise now.
struct KeyRenaming {
  const Node* map = nullptr;         ///< of the tree that was read from the text
  std::size_t index = 0;             ///< of the key in it
  std::vector<std::string> to = {};  ///< the key, or the group that holds it and the key
};

/// A text that is written otherwise now: the name of a parameter, or a path.
struct WordRenaming {
  const Node* word = nullptr;
  std::string to = {};
};

struct Renamings {
  std::vector<KeyRenaming> keys;
  std::vector<WordRenaming> words;
  bool empty() const { return keys.empty() && words.empty(); }
};

/// The tree with its new names; keys that go into the same group meet in it where the first of them stood.
Node renamed(const Node& tree, const Renamings& renamings);

/// The text `file` whose tree is `tree` with its new names. Nothing, after a diagnostic at the place, when that cannot
/// be done in place: a group that is there already, keys that do not begin their lines.
std::optional<std::string> rewritten(std::string_view text, const std::string& file, const Node& tree,
                                     const Renamings& renamings, Diagnostics& diagnostics);

/// Lines that differ, as `diff -U0` prints them; "" for equal texts.
std::string difference(std::string_view before, std::string_view after, const std::string& file);

}  // namespace racesim

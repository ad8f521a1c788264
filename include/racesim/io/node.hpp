#pragma once
// The common tongue of all inputs: YAML and CSV files and `--set` options become trees of nodes that know where they
// were written; merging works on trees, and the binder turns one into described structs.
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// A value as written: nothing, a text, a list or a map in written order.
struct Node {
  enum class Kind { null, scalar, list, map };
  struct Key {
    std::string text;
    Mark mark;
  };

  Kind kind = Kind::null;
  Mark mark = {};
  std::string text = {};         ///< of a scalar, without its quotes
  bool quoted = false;           ///< a scalar in quotes, or one the writer must quote
  bool cell = false;             ///< a scalar from a CSV file, where a list is written a;b;c
  bool deletes = false;          ///< tagged `!delete`: takes the key away from the file that is extended
  std::vector<Key> keys = {};    ///< of a map, one for each item, unique
  std::vector<Node> items = {};  ///< of a list or a map
  std::string comment = {};      ///< for the writer: a remark behind the value

  static Node scalar(std::string text, Mark mark = {});
  static Node list(Mark mark = {});
  static Node map(Mark mark = {});

  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }

  /// Value of a key; nullptr when the map has no such key or this is no map.
  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
  /// Appends a value to a map that does not have the key, or to a list.
  Node& add(Key key, Node value);
  Node& add(Node value);
  /// Takes a key out of a map.
  void erase(std::string_view key);
};

/// What a message calls a node: `"text"`, "a list", "a map" or "nothing".
std::string found(const Node& node);
/// Texts of the keys of a map, for did-you-mean.
std::vector<std::string> key_texts(const Node& map);
/// The `name` an entry of a list gives itself, be it a map, or one key (its type) with a map; nullptr when it has none.
const Node* name_in(const Node& entry);
/// A list whose entries all have a name as a map from name to entry, or the node as it is.
Node by_name(Node node);
/// A map from name to entry as a list of entries that hold their names; `typed`: below the type that is their only key.
Node as_list(const Node& map, bool typed, Diagnostics& diagnostics);

}  // namespace racesim

#include "racesim/io/upgrade.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "block_groups.hpp"
#include "racesim/io/yaml_reader.hpp"
#include "text_edits.hpp"

namespace racesim {
namespace {

const KeyRenaming* renaming_of(const Renamings& renamings, const Node& map, std::size_t index) {
  const auto found = std::ranges::find_if(
      renamings.keys, [&](const KeyRenaming& key) { return key.map == &map && key.index == index; });
  return found == renamings.keys.end() ? nullptr : &*found;
}

/// Equal but for marks.
bool same(const Node& a, const Node& b) {
  return a.kind == b.kind && a.text == b.text && a.deletes == b.deletes &&
         std::ranges::equal(a.keys, b.keys, {}, &Node::Key::text, &Node::Key::text) &&
         std::ranges::equal(a.items, b.items, same);
}

/// Renames keys where they stand, and puts those of a map in braces into groups.
class Rewriter {
 public:
  Rewriter(std::string_view text, const Renamings& renamings, Diagnostics& diagnostics)
      : edits_(text), renamings_(renamings), diagnostics_(diagnostics) {}

  std::string rewrite() {
    std::map<const Node*, std::vector<GroupedKey>> grouped;
    for (const KeyRenaming& key : renamings_.keys) {
      if (key.to.size() > 1) grouped[key.map].push_back({key.index, key.to[0]});
    }
    std::vector<const Node*> blocks;
    for (const auto& [map, keys] : grouped) {
      if (edits_.text().substr(edits_.offset(map->mark), 1) == "{") {
        group_in_braces(*map, keys);
      } else {
        blocks.push_back(map);
      }
    }
    rename();  // after the braces, which open before the key at the same place
    std::string text = edits_.applied();
    for (const Node* map : blocks) text = grouped_block(text, *map, grouped[map], diagnostics_);
    return text;
  }

 private:
  void rename() {
    for (const WordRenaming& word : renamings_.words) put(word.word->mark, word.word->text.size(), word.to);
    for (const KeyRenaming& key : renamings_.keys) {
      const Node::Key& old = key.map->keys[key.index];
      put(old.mark, old.text.size(), key.to.back());
    }
  }

  void put(const Mark& mark, std::size_t length, const std::string& with) {
    const std::size_t at = edits_.offset(mark);
    const char first = edits_.text()[at];
    const std::string quote(first == '"' || first == '\'' ? 1 : 0, first);
    edits_.replace(at, length_of_scalar(edits_.text(), at, length), quote + with + quote);
  }

  /// `{a: 1, b: 2}` becomes `{g: {a: 1, b: 2}}`; keys of a group that others part are refused.
  void group_in_braces(const Node& map, const std::vector<GroupedKey>& keys) {
    const auto entries = flow_entries(edits_.text(), edits_.offset(map.mark));
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const auto [index, group] = keys[k];
      const auto follows = [&](std::size_t a, std::size_t b) {
        return b < keys.size() && keys[a].group == keys[b].group && keys[b].index == keys[a].index + 1;
      };
      if (k == 0 || !follows(k - 1, k)) edits_.insert(entries.at(index).begin, group + ": {");
      if (!follows(k, k + 1)) edits_.insert(entries.at(index).end, "}");
    }
  }

  TextEdits edits_;
  const Renamings& renamings_;
  Diagnostics& diagnostics_;
};

}  // namespace

Node renamed(const Node& tree, const Renamings& renamings) {
  Node result = tree;
  result.keys.clear();
  result.items.clear();
  for (const WordRenaming& word : renamings.words) {
    if (word.word == &tree) result.text = word.to;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    Node item = renamed(tree.items[i], renamings);
    if (!tree.is_map()) {
      result.add(std::move(item));
    } else if (const KeyRenaming* key = renaming_of(renamings, tree, i)) {
      Node* target = &result;
      const Mark& mark = tree.keys[i].mark;
      if (key->to.size() > 1) {
        Node* group = result.find(key->to[0]);
        target = group ? group : &result.add({key->to[0], mark}, Node::map(mark));
      }
      target->add({key->to.back(), mark}, std::move(item));
    } else {
      result.add(tree.keys[i], std::move(item));
    }
  }
  return result;
}

std::optional<std::string> rewritten(std::string_view text, const std::string& file, const Node& tree,
                                     const Renamings& renamings, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  std::string result = Rewriter(text, renamings, diagnostics).rewrite();
  if (diagnostics.error_count() > errors) return std::nullopt;
  Diagnostics own;
  const auto read_again = read_yaml(result, file, own);
  if (read_again && same(*read_again, renamed(tree, renamings))) return result;
  const Mark mark = renamings.keys.empty() ? tree.mark : renamings.keys[0].map->keys[renamings.keys[0].index].mark;
  diagnostics.error(mark, "what stands here cannot be renamed in place",
                    "write one key on a line, keys of one group together, and try again");
  return std::nullopt;
}

}  // namespace racesim

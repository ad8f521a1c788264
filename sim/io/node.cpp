#include "racesim/io/node.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace racesim {

Node Node::scalar(std::string text, Mark mark) {
  Node node;
  node.kind = Kind::scalar;
  node.text = std::move(text);
  node.mark = std::move(mark);
  return node;
}

Node Node::list(Mark mark) {
  Node node;
  node.kind = Kind::list;
  node.mark = std::move(mark);
  return node;
}

Node Node::map(Mark mark) {
  Node node;
  node.kind = Kind::map;
  node.mark = std::move(mark);
  return node;
}

const Node* Node::find(std::string_view key) const {
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].text == key) return &items[i];
  }
  return nullptr;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

Node& Node::add(Key key, Node value) {
  keys.push_back(std::move(key));
  return add(std::move(value));
}

Node& Node::add(Node value) {
  items.push_back(std::move(value));
  return items.back();
}

void Node::erase(std::string_view key) {
  const auto at = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.text == key; });
  if (at == keys.end()) return;
  items.erase(items.begin() + (at - keys.begin()));
  keys.erase(at);
}

std::string found(const Node& node) {
  constexpr size_t longest = 60;
  switch (node.kind) {
    case Node::Kind::null: return "nothing";
    case Node::Kind::list: return node.items.empty() ? "an empty list" : "a list";
    case Node::Kind::map: return node.items.empty() ? "an empty map" : "a map";
    case Node::Kind::scalar: break;
  }
  if (node.text.size() <= longest) return fmt::format("\"{}\"", node.text);
  size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(node.text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return fmt::format("\"{}...\"", node.text.substr(0, end));
}

std::vector<std::string> key_texts(const Node& map) {
  std::vector<std::string> texts;
  for (const Node::Key& key : map.keys) texts.push_back(key.text);
  return texts;
}

const Node* name_in(const Node& entry) {
  const bool typed = entry.is_map() && entry.items.size() == 1 && entry.items[0].is_map();
  const Node* name = (typed ? entry.items[0] : entry).find("name");
  return name && name->is_scalar() ? name : nullptr;
}

Node by_name(Node node) {
  if (!node.is_list() || node.items.empty()) return node;
  std::unordered_set<std::string> names;
  for (const Node& entry : node.items) {
    const Node* name = name_in(entry);
    if (!name || !names.insert(name->text).second) return node;
  }
  Node map = Node::map(node.mark);
  for (Node& entry : node.items) {
    const Node name = *name_in(entry);
    map.add({name.text, name.mark}, std::move(entry));
  }
  return map;
}

Node as_list(const Node& map, bool typed, Diagnostics& diagnostics) {
  Node list = Node::list(map.mark);
  for (size_t i = 0; i < map.keys.size(); ++i) {
    const auto& [name, mark] = map.keys[i];
    Node entry = map.items[i];
    Node& body = typed && entry.is_map() && entry.items.size() == 1 ? entry.items[0] : entry;
    const Node* own = body.find("name");
    if (body.is_map() && !own) {
      body.keys.insert(body.keys.begin(), {"name", mark});
      body.items.insert(body.items.begin(), Node::scalar(name, mark));
    } else if (own && !(own->is_scalar() && own->text == name)) {
      diagnostics.error(own->mark, fmt::format("the entry \"{}\" calls itself {}", name, found(*own)),
                        "leave its name out");
    }
    list.add(std::move(entry));
  }
  return list;
}

}  // namespace racesim

#include "racesim/io/binder.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace racesim {

Node Binder::split_cell(const Node& cell) {
  Node list = Node::list(cell.mark);
  for (std::size_t at = 0; at <= cell.text.size();) {
    const std::size_t end = std::min(cell.text.find(';', at), cell.text.size());
    std::string part = cell.text.substr(at, end - at);
    part.erase(0, part.find_first_not_of(' '));
    part.erase(part.find_last_not_of(' ') + 1);
    list.add(Node::scalar(std::move(part), cell.mark));
    at = end + 1;
  }
  return list;
}

bool Binder::is_one_of(const Node& node, const Field& field, const std::vector<std::string>& types) {
  if (!node.is_map() || node.keys.size() != 1) {
    diagnostics_.error(node.mark,
                       fmt::format("\"{}\" must be one type with its keys, found {}", field.name,
                                   node.is_map() ? fmt::format("a map of {} keys", node.keys.size()) : found(node)),
                       fmt::format("write \"- {}: {{...}}\"", types.front()));
    return false;
  }
  const auto& [type, mark] = node.keys[0];
  if (std::find(types.begin(), types.end(), type) != types.end()) return true;
  const std::string guess = did_you_mean(type, types);
  diagnostics_.error(mark, fmt::format("unknown type {} in \"{}\"", found(Node::scalar(type)), field.name),
                     guess.empty() ? list_allowed(types) : guess + " " + list_allowed(types));
  return false;
}

void Binder::refuse_list(const Node& node, const Field& field, bool table) {
  const char* hint = table            ? "a table is a .csv or .yaml file"
                     : node.is_null() ? "write [] for an empty list"
                     : node.is_map()  ? "begin each entry with \"- \""
                                      : "write [a, b, c]";
  diagnostics_.error(
      node.mark,
      fmt::format("\"{}\" must be a list{}, found {}", field.name, table ? " or the path of a table" : "", found(node)),
      hint);
}

void Binder::check_name(const Node& name, std::unordered_map<std::string, Mark>& names) {
  if (name.text.empty()) return diagnostics_.error(name.mark, "a name must not be empty");
  const auto [first, is_new] = names.emplace(name.text, name.mark);
  if (is_new) return;
  diagnostics_.error(name.mark, fmt::format("the name \"{}\" is given twice", name.text),
                     fmt::format("first at {}:{}", first->second.file, first->second.line));
}

void Binder::check_row(const std::string& key, const Mark& mark, std::unordered_map<std::string, Mark>& rows) {
  if (key.empty()) return;
  const auto [first, is_new] = rows.emplace(key, mark);
  if (is_new) return;
  diagnostics_.error(mark, fmt::format("a second row for {}", key),
                     fmt::format("first at {}:{}; keep one: an extending file takes a row out by `remove`",
                                 first->second.file, first->second.line));
}

}  // namespace racesim

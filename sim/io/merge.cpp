#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "racesim/core/month.hpp"
#include "racesim/io/csv_reader.hpp"
#include "racesim/io/document.hpp"
#include "racesim/io/yaml_reader.hpp"

namespace racesim {
namespace {

/// A path in time stays in ascending order when an extending file adds months.
void sort_months(Node& map) {
  std::vector<size_t> order;
  for (size_t i = 0; i < map.keys.size(); ++i) {
    if (!parse_month(map.keys[i].text)) return;
    order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return map.keys[a].text < map.keys[b].text; });
  Node sorted = Node::map(map.mark);
  for (const size_t i : order) sorted.add(std::move(map.keys[i]), std::move(map.items[i]));
  map = std::move(sorted);
}

void merge_maps(Node& base, const Node& over, Files& files, Diagnostics& diagnostics) {
  std::unordered_map<std::string, size_t> places;
  for (size_t i = 0; i < base.keys.size(); ++i) places.emplace(base.keys[i].text, i);
  std::vector<std::string> deleted;
  const size_t size = base.keys.size();
  for (size_t i = 0; i < over.keys.size(); ++i) {
    const auto place = places.find(over.keys[i].text);
    if (place == places.end()) {
      base.add(over.keys[i], over.items[i]);
    } else if (over.items[i].deletes && !base.items[place->second].deletes) {
      deleted.push_back(over.keys[i].text);
    } else {
      base.keys[place->second].mark = over.keys[i].mark;
      merge(base.items[place->second], over.items[i], files, diagnostics);
    }
  }
  for (const std::string& key : deleted) base.erase(key);
  if (base.keys.size() != size) sort_months(base);
}

/// A list of entries that are one type with its keys each, as policies are.
bool has_typed_entries(const Node& node) {
  return node.is_list() && !node.items.empty() && std::ranges::all_of(node.items, [](const Node& entry) {
           return entry.is_map() && entry.items.size() == 1 && entry.items[0].is_map();
         });
}

/// True for a map that changes the rows of a list: `add` and `remove`, each with a list.
bool changes_rows(const Node& base, const Node& over) {
  if (!base.is_list() || !over.is_map() || over.items.empty()) return false;
  const auto is_change = [](const Node::Key& key) { return key.text == "add" || key.text == "remove"; };
  return std::ranges::all_of(over.keys, is_change) && std::ranges::all_of(over.items, &Node::is_list);
}

/// True when a row has every value of a pattern.
bool matches(const Node& row, const Node& pattern) {
  for (size_t i = 0; i < pattern.keys.size(); ++i) {
    const Node* value = row.find(pattern.keys[i].text);
    if (!value || !value->is_scalar() || value->text != pattern.items[i].text) return false;
  }
  return true;
}

void change_rows(Node& base, const Node& over, Diagnostics& diagnostics) {
  if (const Node* remove = over.find("remove")) {
    for (const Node& pattern : remove->items) {
      if (!pattern.is_map() || pattern.items.empty()) {
        diagnostics.error(pattern.mark, fmt::format("`remove` needs values of rows, found {}", found(pattern)),
                          "write for instance {lab: X, item: staff}");
      } else if (std::erase_if(base.items, [&](const Node& row) { return matches(row, pattern); }) == 0) {
        diagnostics.error(pattern.mark, "no row has these values", "a row is removed when it has all of them");
      }
    }
  }
  if (const Node* add = over.find("add")) base.items.insert(base.items.end(), add->items.begin(), add->items.end());
}

}  // namespace

bool names_table(const Node& node) {
  if (!node.is_scalar()) return false;
  const std::string_view text = node.text;
  return text.ends_with(".csv") || text.ends_with(".yaml") || text.ends_with(".yml");
}

std::optional<Node> read_table(const Node& path, Files& files, Diagnostics& diagnostics) {
  if (!names_table(path)) {
    diagnostics.error(path.mark, fmt::format("{} names no table", found(path)), "a table is a .csv or .yaml file");
    return std::nullopt;
  }
  const std::string file = relative_to(path.mark.file, path.text);
  const std::string* text = files.read(file, path.mark, diagnostics);
  if (!text) return std::nullopt;
  if (file.ends_with(".csv")) return read_csv(*text, file, diagnostics);
  std::optional<Node> table = read_yaml(*text, file, diagnostics);
  if (table && table->is_scalar()) {
    diagnostics.error(table->mark, fmt::format("a table must be a list or a map, found {}", found(*table)));
    return std::nullopt;
  }
  return table;
}

void merge(Node& base, const Node& over, Files& files, Diagnostics& diagnostics) {
  if (over.is_map() && names_table(base)) {
    std::optional<Node> table = read_table(base, files, diagnostics);
    if (!table) return;
    base = std::move(*table);
  }
  if (changes_rows(base, over)) return change_rows(base, over, diagnostics);
  const bool distribution = over.find("dist") != nullptr;  // its shape goes with its own numbers
  const bool typed = has_typed_entries(base);
  if (over.is_map() && !distribution) base = by_name(std::move(base));
  if (over.is_map() && base.is_map() && !distribution) {
    merge_maps(base, over, files, diagnostics);
    if (typed) base = as_list(base, true, diagnostics);
  } else {
    base = over;
  }
}

void report_leftover_deletes(const Node& node, Diagnostics& diagnostics) {
  if (node.deletes) {
    diagnostics.error(node.mark, "nothing to delete here", "!delete takes away a key of a file that is extended");
  }
  for (const Node& item : node.items) report_leftover_deletes(item, diagnostics);
}

}  // namespace racesim

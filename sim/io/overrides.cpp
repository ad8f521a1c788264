#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "racesim/io/document.hpp"
#include "racesim/io/yaml_reader.hpp"

namespace racesim {
namespace {

/// A step of the path: a key, or what stands in brackets.
struct Segment {
  std::string text;
  bool bracket = false;
  Mark mark;
};

/// Cuts `a.b[c].d` into segments; empty with a diagnostic when it is malformed.
std::vector<Segment> parse_path(std::string_view path, const Mark& begin, Diagnostics& diagnostics) {
  std::vector<Segment> segments;
  size_t at = 0;
  const auto here = [&] { return Mark{begin.file, begin.line, begin.column + static_cast<int>(at)}; };
  while (at < path.size()) {
    Segment segment{.text = "", .bracket = path[at] == '[', .mark = here()};
    if (segment.bracket) {
      const size_t end = path.find(']', at);
      segment.text = path.substr(at + 1, std::min(end, path.size()) - at - 1);
      if (end == std::string_view::npos) segment.text.clear();
      at = end == std::string_view::npos ? at : end + 1;
    } else {
      const size_t end = std::min(path.find_first_of(".[", at), path.size());
      segment.text = path.substr(at, end - at);
      at = end;
    }
    if (segments.size() == deepest_nesting) {
      diagnostics.error(here(), fmt::format("the path has more than {} segments", deepest_nesting));
      return {};
    }
    const bool ends_well = at == path.size() || path[at] == '[' || (path[at] == '.' && at + 1 < path.size());
    if (segment.text.empty() || !ends_well) {
      diagnostics.error(here(), fmt::format("\"{}\" is no path", path),
                        "write key.path=value, with [index] or [name] in lists");
      return {};
    }
    if (at < path.size() && path[at] == '.') ++at;
    segments.push_back(std::move(segment));
  }
  return segments;
}

/// The entry of a list called `name`: one with this `name`, or one whose only key is a type (as policies are) with this
/// name within. A type's body is returned, so that the path goes on inside.
Node* entry_called(Node& list, const std::string& name, int& matches) {
  Node* entry = nullptr;
  for (Node& item : list.items) {
    Node& body = item.keys.size() == 1 && item.items[0].is_map() ? item.items[0] : item;
    const Node* own = body.find("name");
    const bool called = (own && own->is_scalar() && own->text == name) || (&body != &item && item.keys[0].text == name);
    if (!called) continue;
    ++matches;
    entry = &body;
  }
  return entry;
}

std::vector<std::string> names_in(const Node& list) {
  std::vector<std::string> names;
  for (const Node& item : list.items) {
    const Node& body = item.keys.size() == 1 && item.items[0].is_map() ? item.items[0] : item;
    if (const Node* name = body.find("name"); name && name->is_scalar()) names.push_back(name->text);
  }
  return names;
}

Node* step_into_list(Node& list, const Segment& segment, Diagnostics& diagnostics) {
  size_t index = 0;
  const char* end = segment.text.data() + segment.text.size();
  if (const auto [last, error] = std::from_chars(segment.text.data(), end, index);
      error == std::errc{} && last == end) {
    if (index < list.items.size()) return &list.items[index];
    diagnostics.error(segment.mark, fmt::format("there is no entry [{}]", index),
                      fmt::format("the list has {}, counted from 0", list.items.size()));
    return nullptr;
  }
  int matches = 0;
  Node* entry = entry_called(list, segment.text, matches);
  if (matches == 1) return entry;
  if (matches > 1) {
    diagnostics.error(segment.mark, fmt::format("{} entries are called \"{}\"", matches, segment.text),
                      "use [index], counted from 0");
    return nullptr;
  }
  const std::vector<std::string> names = names_in(list);
  std::string hint = did_you_mean(segment.text, names);
  if (hint.empty()) hint = names.empty() ? "use [index], counted from 0" : list_allowed(names);
  diagnostics.error(segment.mark, fmt::format("the list has no entry called \"{}\"", segment.text), hint);
  return nullptr;
}

/// Makes a node ready to be entered: the path of a table becomes the table, nothing becomes a map.
bool enter(Node& node, const Segment& segment, Files& files, Diagnostics& diagnostics) {
  if (names_table(node)) {
    std::optional<Node> table = read_table(node, files, diagnostics);
    if (!table) return false;
    node = std::move(*table);
  }
  if (node.is_null()) node = Node::map(segment.mark);
  if (!node.is_scalar()) return true;
  diagnostics.error(segment.mark, fmt::format("{} has no key \"{}\"", found(node), segment.text));
  return false;
}

/// The node that a segment leads to; created when it is a key that the map does not have.
Node* step(Node& node, const Segment& segment, Diagnostics& diagnostics) {
  if (node.is_list()) return step_into_list(node, segment, diagnostics);
  Node* child = node.find(segment.text);
  return child ? child : &node.add({segment.text, segment.mark}, Node{.mark = segment.mark});
}

/// Moves the marks of a value read on its own to its place in the option.
void move_marks(Node& node, const Mark& begin) {
  const auto move = [&](Mark& mark) {
    if (mark.line <= 1) mark.column += begin.column - 1;
    mark.line = begin.line;
  };
  move(node.mark);
  for (Node::Key& key : node.keys) move(key.mark);
  for (Node& item : node.items) move_marks(item, begin);
}

/// Stands for `#` while YAML reads a value: an option has no comments. No value holds it, see check_text.
constexpr char hash = '\x01';

std::string with_hashes(std::string text) {
  std::ranges::replace(text, hash, '#');
  return text;
}

void put_hashes_back(Node& node) {
  node.text = with_hashes(std::move(node.text));
  for (Node::Key& key : node.keys) key.text = with_hashes(std::move(key.text));
  for (Node& item : node.items) put_hashes_back(item);
}

std::optional<Node> parse_value(const std::string& text, const Mark& begin, Diagnostics& diagnostics) {
  Diagnostics own;
  std::optional<Node> value;
  if (text.find_first_not_of(' ') == std::string::npos) {
    own.error({begin.file, 1, 1}, "no value behind the =", "write key.path=value");
  } else if (text == "!delete") {  // yaml-cpp loses a tag that nothing follows
    value = Node{.mark = {begin.file, 1, 1}, .deletes = true};
  } else if (check_text(text, begin.file, own)) {
    std::string without_comments = text;
    std::ranges::replace(without_comments, '#', hash);
    value = read_yaml(without_comments, begin.file, own);
  }
  for (Diagnostic d : own.sorted()) {
    diagnostics.error({d.mark.file, begin.line, begin.column + std::max(d.mark.column, 1) - 1}, with_hashes(d.message),
                      d.hint);
  }
  if (value) {
    put_hashes_back(*value);
    move_marks(*value, begin);
  }
  return value;
}

/// The path without its former keys. What the value of a top-level key holds is moved too.
std::vector<Segment> present(const std::vector<Segment>& path, Node& value, std::span<const FormerKey> former,
                             Diagnostics& diagnostics) {
  if (path.size() == 1) {
    Node holder = Node::map(path[0].mark);
    holder.add({path[0].text, path[0].mark}, std::move(value));
    move_former_keys(holder, former, diagnostics);
    value = std::move(holder.items[0]);
    return {Segment{.text = holder.keys[0].text, .mark = path[0].mark}};
  }
  std::vector<std::string> steps;
  for (const Segment& segment : path) steps.push_back(segment.text);
  std::vector<Segment> result;
  for (std::string& step : present_path(std::move(steps), former, path.back().mark, diagnostics)) {
    const auto same = std::ranges::find(path, step, &Segment::text);
    result.push_back(same != path.end() ? *same : Segment{.text = std::move(step), .mark = path.back().mark});
  }
  return result;
}

/// Applies one option; `mark` is its beginning.
void apply(Node& root, const std::string& option, const Mark& mark, std::span<const FormerKey> former, Files& files,
           Diagnostics& diagnostics) {
  const size_t equals = option.find('=');
  if (equals == std::string::npos) {
    diagnostics.error(mark, fmt::format("\"{}\" sets nothing", option), "write key.path=value");
    return;
  }
  std::vector<Segment> path = parse_path(std::string_view(option).substr(0, equals), mark, diagnostics);
  if (equals == 0) diagnostics.error(mark, "no key before the =", "write key.path=value");
  auto value =
      parse_value(option.substr(equals + 1), {mark.file, mark.line, static_cast<int>(equals) + 2}, diagnostics);
  if (path.empty() || !value) return;
  if (path[0].text == "format" || path[0].text == "extends") {
    diagnostics.error(mark, fmt::format("\"{}\" cannot be set", path[0].text), "write it in the file");
    return;
  }
  path = present(path, *value, former, diagnostics);
  Node* node = &root;
  for (size_t i = 0; i < path.size(); ++i) {
    if (!enter(*node, path[i], files, diagnostics)) return;
    if (i + 1 == path.size() && node->is_map()) {  // a key is set as an extending file sets it
      Node over = Node::map(node->mark);
      over.add({path[i].text, path[i].mark}, *value);
      return merge(*node, over, files, diagnostics);
    }
    node = step(*node, path[i], diagnostics);
    if (!node) return;
  }
  merge(*node, *value, files, diagnostics);
}

}  // namespace

void apply_overrides(Node& root, std::span<const std::string> options, Files& files, Diagnostics& diagnostics,
                     std::span<const FormerKey> former) {
  for (size_t i = 0; i < options.size(); ++i) {
    apply(root, options[i], {"--set", static_cast<int>(i) + 1, 1}, former, files, diagnostics);
  }
  report_leftover_deletes(root, diagnostics);
}

}  // namespace racesim

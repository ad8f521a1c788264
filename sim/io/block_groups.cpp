#include "block_groups.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

namespace racesim {
namespace {

/// Lines with their ends.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(" \r\n"), line.size()); }
bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// The lines of a key and its value.
struct Block {
  std::size_t first;
  std::size_t last;  ///< the line behind it
};

/// Cuts a map into its keys: comments and blank lines at the indentation of the key above it belong to it.
class BlockCutter {
 public:
  BlockCutter(const std::vector<std::string>& lines, const Node& map)
      : lines_(lines), map_(map), indent_(map.keys[0].mark.column - 1) {}

  std::vector<Block> cut() const {
    std::vector<Block> blocks;
    for (const Node::Key& key : map_.keys) {
      std::size_t first = line_of(key);
      while (first > 0 && is_above(lines_[first - 1])) --first;
      if (!blocks.empty()) blocks.back().last = first;
      blocks.push_back({first, line_of(key) + 1});
    }
    blocks.back().last = end_of_map(blocks.back().last);
    return blocks;
  }

 private:
  static std::size_t line_of(const Node::Key& key) { return static_cast<std::size_t>(key.mark.line) - 1; }
  bool is_above(const std::string& line) const {
    const bool comment = indent_of(line) < line.size() && line[indent_of(line)] == '#';
    return comment && indent_of(line) <= indent_;
  }
  /// The map ends where a line begins further left; comments and blank lines before it are not its own.
  std::size_t end_of_map(std::size_t line) const {
    std::size_t end = line;
    for (; line < lines_.size(); ++line) {
      if (is_blank(lines_[line])) continue;
      if (indent_of(lines_[line]) < indent_) break;
      end = line + 1;
    }
    return end;
  }

  const std::vector<std::string>& lines_;
  const Node& map_;
  std::size_t indent_;
};

/// False, with a diagnostic, when a key does not begin its line or its group is there already.
bool can_group(const std::vector<std::string>& lines, const Node& map, const std::vector<GroupedKey>& keys,
               Diagnostics& diagnostics) {
  for (const GroupedKey& key : keys) {
    const Node::Key& old = map.keys[key.index];
    if (map.find(key.group)) {
      diagnostics.error(old.mark, fmt::format("\"{}\" belongs into \"{}\", which stands here too", old.text, key.group),
                        "put it there by hand");
      return false;
    }
    const auto line = static_cast<std::size_t>(old.mark.line) - 1;
    if (static_cast<int>(indent_of(lines[line])) != old.mark.column - 1) {
      diagnostics.error(old.mark, fmt::format("\"{}\" goes into \"{}\" and must begin its line", old.text, key.group),
                        "write one key on a line");
      return false;
    }
  }
  return true;
}

}  // namespace

std::string grouped_block(const std::string& text, const Node& map, const std::vector<GroupedKey>& keys,
                          Diagnostics& diagnostics) {
  std::vector<std::string> lines = lines_of(text);
  if (!can_group(lines, map, keys, diagnostics)) return text;
  if (!lines.back().ends_with('\n')) lines.back() += '\n';
  const std::vector<Block> blocks = BlockCutter(lines, map).cut();
  const std::string indent(static_cast<std::size_t>(map.keys[0].mark.column) - 1, ' ');
  const std::string end = lines[0].ends_with("\r\n") ? "\r\n" : "\n";
  std::map<std::size_t, std::string> group_of;
  for (const GroupedKey& key : keys) group_of[key.index] = key.group;

  std::string result;
  for (std::size_t line = 0; line < blocks.front().first; ++line) result += lines[line];
  std::vector<bool> done(blocks.size(), false);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (done[i]) continue;
    const bool grouped = group_of.contains(i);
    if (grouped) result += indent + group_of[i] + ":" + end;
    for (std::size_t j = i; j < blocks.size(); ++j) {
      if (j != i && !(grouped && group_of.contains(j) && group_of[j] == group_of[i])) continue;
      done[j] = true;
      for (std::size_t line = blocks[j].first; line < blocks[j].last; ++line)
        result += (grouped && !is_blank(lines[line]) ? "  " : "") + lines[line];
    }
  }
  for (std::size_t line = blocks.back().last; line < lines.size(); ++line) result += lines[line];
  return result;
}

}  // namespace racesim

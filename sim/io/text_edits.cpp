#include "text_edits.hpp"

#include <algorithm>
#include <utility>

namespace racesim {

TextEdits::TextEdits(std::string_view text) : text_(text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') lines_.push_back(at + 1);
  }
}

std::size_t TextEdits::offset(const Mark& mark) const {
  std::size_t at = lines_[std::min<std::size_t>(mark.line - 1, lines_.size() - 1)];
  for (int column = 1; column < mark.column && at < text_.size(); ++column) {
    ++at;
    while (at < text_.size() && (text_[at] & 0xC0) == 0x80) ++at;  // the rest of a character
  }
  return at;
}

void TextEdits::replace(std::size_t at, std::size_t length, std::string with) {
  edits_.emplace(at, Edit{length, std::move(with)});
}

std::string TextEdits::applied() const {
  std::string result;
  std::size_t from = 0;
  for (const auto& [at, edit] : edits_) {
    result.append(text_.substr(from, at - from)).append(edit.with);
    from = at + edit.length;
  }
  return result.append(text_.substr(from));
}

std::size_t length_of_scalar(std::string_view text, std::size_t at, std::size_t plain_length) {
  const char quote = at < text.size() ? text[at] : '\0';
  if (quote != '"' && quote != '\'') return plain_length;
  for (std::size_t end = at + 1; end < text.size(); ++end) {
    if (quote == '"' && text[end] == '\\') {
      ++end;
    } else if (text[end] == quote) {
      if (quote == '"' || text.substr(end, 2) != "''") return end + 1 - at;
      ++end;
    }
  }
  return text.size() - at;
}

std::vector<FlowEntry> flow_entries(std::string_view text, std::size_t brace) {
  std::vector<FlowEntry> entries;
  FlowEntry entry{0, 0};
  int depth = 1;
  char before = '{';  // the last character that is neither blank nor in a comment
  for (std::size_t at = brace + 1; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    const bool blank_before = std::string_view(" \t\n").find(text[at - 1]) != std::string_view::npos;
    if (c == '#' && blank_before) {
      at = std::min(text.find('\n', at), text.size() - 1);
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    const bool ends = depth == 0 || (depth == 1 && c == ',');
    if (ends && entry.end > 0) entries.push_back(std::exchange(entry, {0, 0}));
    if (depth == 0) break;
    if (!ends) {
      if (entry.end == 0) entry.begin = at;
      const bool begins = std::string_view("{[,:").find(before) != std::string_view::npos;
      if (begins && (c == '"' || c == '\'')) at += length_of_scalar(text, at, 1) - 1;
      entry.end = at + 1;
    }
    before = c;
  }
  return entries;
}

}  // namespace racesim

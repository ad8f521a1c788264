#include "racesim/io/csv_reader.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

namespace racesim {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Cuts a table into rows of cells, each a scalar with its place.
class Cutter {
 public:
  Cutter(std::string_view text, const std::string& file, Diagnostics& diagnostics)
      : text_(text), mark_{file, 1, 1}, diagnostics_(diagnostics) {}

  /// The next row that is neither empty nor a comment; empty at the end of the text.
  std::vector<Node> row() {
    while (at_ < text_.size()) {
      const size_t begin = text_.find_first_not_of(" \t\r", at_);
      if (begin != std::string_view::npos && text_[begin] != '#' && text_[begin] != '\n') return cells();
      while (at_ < text_.size() && peek() != '\n') step();
      step();
    }
    return {};
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\n'; }
  void step() {
    if (at_ >= text_.size()) return;
    const char c = text_[at_++];
    if (c == '\n') {
      ++mark_.line;
      mark_.column = 1;
    } else if ((peek() & 0xC0) != 0x80) {  // columns count characters, not bytes
      ++mark_.column;
    }
  }
  void skip_spaces() {
    while (is_space(peek())) step();
  }

  std::vector<Node> cells() {
    std::vector<Node> row;
    while (true) {
      skip_spaces();
      Node cell = Node::scalar("", mark_);
      cell.cell = true;
      if (peek() == '"') {
        cell.quoted = true;
        quoted(cell);
      } else {
        plain(cell);
      }
      row.push_back(std::move(cell));
      const bool more = peek() == ',';
      step();
      if (!more) return row;
    }
  }
  void plain(Node& cell) {
    while (peek() != ',' && peek() != '\n') {
      if (peek() == '"')
        diagnostics_.error(mark_, "a quote inside a cell", "quote the whole cell and double the quote");
      cell.text += peek();
      step();
    }
    cell.text.erase(cell.text.find_last_not_of(" \t\r") + 1);
  }
  void quoted(Node& cell) {
    step();
    while (true) {
      if (at_ >= text_.size()) {
        diagnostics_.error(cell.mark, "the quote is not closed", "end the cell with \"");
        return;
      }
      const bool quote = peek() == '"';
      if (quote) step();
      if (quote && peek() != '"') break;
      cell.text += peek();
      step();
    }
    skip_spaces();
    if (peek() != ',' && peek() != '\n') {
      diagnostics_.error(mark_, "text after the closing quote", "double a quote that belongs to the cell");
      while (peek() != ',' && peek() != '\n') step();
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  Mark mark_;
  Diagnostics& diagnostics_;
};

/// Finds words given twice, with the line of the first.
class Unique {
 public:
  Unique(std::string what, Diagnostics& diagnostics) : what_(std::move(what)), diagnostics_(diagnostics) {}
  void add(const Node& word) {
    if (word.text.empty()) return diagnostics_.error(word.mark, fmt::format("a {} without text", what_));
    const auto [first, is_new] = lines_.emplace(word.text, word.mark.line);
    if (is_new) return;
    diagnostics_.error(word.mark, fmt::format("{} {} is given twice", what_, found(word)),
                       first->second == word.mark.line ? "" : fmt::format("first on line {}", first->second));
  }

 private:
  std::string what_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, int> lines_;
};

/// Refuses what spreadsheets write under other settings: a line "sep=;", or other separators than commas in the header.
bool separates_by_commas(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  Mark mark{file, 1, 1};
  for (size_t at = 0; at < text.size(); ++mark.line) {
    std::string_view line = text.substr(at, text.find('\n', at) - at);
    at += line.size() + 1;
    while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
    const size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
    if (begin == line.size() || line[begin] == '#') continue;
    if (line.substr(begin).starts_with("sep=") || line.substr(begin).starts_with("\"sep=")) {
      diagnostics.error(mark, fmt::format("the line {} is none of the table", found(Node::scalar(std::string(line)))),
                        "take it out; cells are separated by commas");
      return false;
    }
    bool quoted = false;
    for (size_t i = begin; i < line.size(); ++i) {
      if (line[i] == '"') quoted = !quoted;
      if (quoted || (line[i] != ';' && line[i] != '\t')) continue;
      mark.column += static_cast<int>(i);
      diagnostics.error(
          mark, fmt::format("cells are separated by commas, this table has {}", line[i] == ';' ? "semicolons" : "tabs"),
          "save it with commas between the cells and points in its numbers");
      return false;
    }
    break;
  }
  return true;
}

/// What may have made the cells of a row more or fewer than they should be.
std::string hint_on_cells(const std::vector<Node>& cells, size_t expected) {
  if (cells.size() > expected) return "quote a cell that holds a comma; the decimal sign is a point";
  const bool others = std::ranges::any_of(
      cells, [](const Node& cell) { return !cell.quoted && cell.text.find_first_of(";\t") != std::string::npos; });
  return others ? "cells are separated by commas, not by semicolons or tabs" : "leave a cell empty, but not its comma";
}

Node to_map(const std::vector<Node>& header, std::vector<Node>& cells) {
  Node row = Node::map(cells[0].mark);
  for (size_t i = 0; i < header.size(); ++i) {
    if (cells[i].text.empty() && !cells[i].quoted) continue;
    row.add({header[i].text, header[i].mark}, std::move(cells[i]));
  }
  return row;
}

}  // namespace

std::optional<Node> read_csv(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  const size_t errors = diagnostics.error_count();
  if (!separates_by_commas(text, file, diagnostics)) return std::nullopt;
  Cutter cutter(text, file, diagnostics);
  const std::vector<Node> header = cutter.row();
  if (header.empty()) {
    diagnostics.error({file, 1, 1}, "the table has no header line", "begin it with the names of the columns");
    return std::nullopt;
  }
  Unique columns("column", diagnostics);
  for (const Node& column : header) columns.add(column);
  const bool named = header[0].text == "name";
  Node table = named ? Node::map({file, 1, 1}) : Node::list({file, 1, 1});
  Unique names("name", diagnostics);
  while (true) {
    const size_t errors_before = diagnostics.error_count();
    std::vector<Node> cells = cutter.row();
    if (cells.empty()) break;
    if (diagnostics.error_count() > errors_before) continue;
    if (cells.size() != header.size()) {
      diagnostics.error(cells[0].mark, fmt::format("the row has {} cells, the header {}", cells.size(), header.size()),
                        hint_on_cells(cells, header.size()));
      continue;
    }
    if (named) names.add(cells[0]);
    const Node name = cells[0];
    if (named) {
      table.add({name.text, name.mark}, to_map(header, cells));
    } else {
      table.add(to_map(header, cells));
    }
  }
  if (diagnostics.error_count() > errors) return std::nullopt;
  return table;
}

}  // namespace racesim

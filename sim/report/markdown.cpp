#include "racesim/report/markdown.hpp"

#include <fmt/format.h>

#include "racesim/core/field.hpp"

namespace racesim {

std::string generated_by(const std::string& command) {
  return fmt::format("<!-- Written by `racesim {}`; do not edit. `./dev docs` writes it anew. -->\n", command);
}

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) {
    row += ' ';
    for (char c : cell) row += c == '|' ? std::string("\\|") : std::string(1, c);
    row += " |";
  }
  return row + "\n";
}

std::string markdown_header(const std::vector<std::string>& cells) {
  return markdown_row(cells) + markdown_row(std::vector<std::string>(cells.size(), "---"));
}

std::string number_text(double value) { return fmt::format("{}", value); }

std::string range_text(double lower, double upper) {
  if (lower == -infinity && upper == infinity) return "";
  if (lower == -infinity) return "at most " + number_text(upper);
  if (upper == infinity) return "at least " + number_text(lower);
  return number_text(lower) + " to " + number_text(upper);
}

}  // namespace racesim

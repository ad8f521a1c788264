#include "racesim/core/text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace racesim {

std::string inked(std::string_view text, Ink ink, bool colour) {
  constexpr const char* codes[] = {"", "\033[1m", "\033[2m", "\033[1;31m", "\033[1;33m"};
  if (!colour || ink == Ink::plain || text.empty()) return std::string(text);
  return fmt::format("{}{}\033[0m", codes[static_cast<int>(ink)], text);
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(std::string_view text, std::size_t columns, bool to_the_right) {
  const std::size_t own = columns_of(text);
  const std::string blanks(own < columns ? columns - own : 0, ' ');
  return to_the_right ? blanks + std::string(text) : std::string(text) + blanks;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const bool fits = columns_of(lines.back()) + 1 + columns_of(word) <= columns;
    if (!lines.back().empty()) fits ? lines.back() += ' ' : lines.emplace_back();
    lines.back() += word;
    at = end + 1;
  }
  return lines;
}

std::string paragraph(std::string_view text, std::size_t columns) {
  std::string lines;
  for (const std::string& line : wrapped(text, columns)) lines += line + "\n";
  return lines;
}

std::string in_columns(const std::vector<std::vector<Cell>>& rows, const std::vector<bool>& right, bool colour) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns_of(row[i].text));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool to_the_right = i < right.size() && right[i];
      const bool last = i + 1 == row.size();
      if (i > 0) line += "  ";
      line +=
          inked(last && !to_the_right ? row[i].text : padded(row[i].text, widths[i], to_the_right), row[i].ink, colour);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string human(double value) {
  constexpr const char* prefixes[] = {"", "k", "M", "G", "T"};
  if (!std::isfinite(value)) return "-";
  double size = std::fabs(value);
  int prefix = 0;
  while (size >= 999.5 && prefix < 4) {
    size /= 1000;
    ++prefix;
  }
  const int decimals = size >= 9.95 || (prefix == 0 && size == std::floor(size)) ? 0 : 1;
  return fmt::format("{}{:.{}f}{}", value < 0 ? "-" : "", size, decimals, prefixes[prefix]);
}

std::string scientific(double value) {
  if (!std::isfinite(value)) return "-";
  std::string text = fmt::format("{:.1e}", value);
  if (const auto plus = text.find("e+"); plus != std::string::npos) text.erase(plus + 1, 1);
  return text;
}

std::string decimal(double value, int decimals) {
  if (!std::isfinite(value)) return "-";
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  return zero && text.starts_with('-') ? text.substr(1) : text;
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<long>(std::min(std::ceil(std::max(seconds, 0.0)), 1e9));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string short_number(double value) {
  if (!std::isfinite(value)) return "-";
  const double size = std::fabs(value);
  if (size == 0) return "0";
  if (size >= 1e6 || size < 1e-4) return fmt::format("{:.2e}", value);
  constexpr double units[] = {1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 1e5};
  const auto reached = std::ranges::count_if(units, [&](double unit) { return unit <= size; });
  const int before = static_cast<int>(reached) - 3;  // digits before the point; 0 or less: noughts after it
  return fmt::format("{:.{}f}", value, std::clamp(3 - before, 0, 6));
}

}  // namespace racesim

#pragma once
// Text for people: colours, tables in columns, numbers short enough to read.
#include <string>
#include <string_view>
#include <vector>

namespace racesim {

enum class Ink { plain, bold, dim, red, yellow };
/// The text in an ink, or as it is without `colour`.
std::string inked(std::string_view text, Ink ink, bool colour);

/// Columns a UTF-8 text takes, one per character.
std::size_t columns_of(std::string_view text);
/// Text filled up with blanks to `columns`.
std::string padded(std::string_view text, std::size_t columns, bool to_the_right = false);
/// Words in lines of at most `columns`.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);
/// The same as one text, each line ended.
std::string paragraph(std::string_view text, std::size_t columns = 110);

struct Cell {
  std::string text;
  Ink ink = Ink::plain;
};
/// Rows of cells in columns two blanks apart; a row may be shorter than others. `right` marks columns set to the right.
std::string in_columns(const std::vector<std::vector<Cell>>& rows, const std::vector<bool>& right, bool colour);

/// Three digits and a prefix: 1.2M, 350k, 7. "-" for NaN.
std::string human(double value);
/// 4.1e25; "-" for NaN.
std::string scientific(double value);
/// As many decimals as asked for; "-" for NaN.
std::string decimal(double value, int decimals);
/// Three or four significant digits in any unit; "-" for NaN.
std::string short_number(double value);
/// Seconds as 0:42, 12:05 or 1:02:03.
std::string clock_time(double seconds);

}  // namespace racesim

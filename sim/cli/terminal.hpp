#pragma once
// Output for people: where colours may be used, tables in columns, numbers short enough to read.
#include <string>
#include <string_view>
#include <vector>

namespace racesim {

/// True when the stream (1 or 2) is a terminal that can redraw a line.
bool is_terminal(int stream);
/// True when the stream is such a terminal and NO_COLOR is not set.
bool may_colour(int stream);

enum class Ink { plain, bold, dim, red, yellow };
/// The text in an ink, or as it is without `colour`.
std::string inked(std::string_view text, Ink ink, bool colour);

/// Columns a UTF-8 text takes, one per character.
std::size_t columns_of(std::string_view text);
/// Text filled up with blanks to `columns`.
std::string padded(std::string_view text, std::size_t columns, bool to_the_right = false);
/// Words in lines of at most `columns`.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

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
/// Seconds as 0:42, 12:05 or 1:02:03.
std::string clock_time(double seconds);

/// Writes to standard output. A reader that has gone away (a pipe to `head`) is no error; RunError otherwise.
void print(std::string_view text);

}  // namespace racesim

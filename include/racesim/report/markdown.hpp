#pragma once
// Pieces of generated pages.
#include <string>
#include <vector>

namespace racesim {

/// First line of every generated page.
std::string generated_by(const std::string& command);
/// A Markdown row; bars within cells are escaped.
std::string markdown_row(const std::vector<std::string>& cells);
/// The same as the header of a table.
std::string markdown_header(const std::vector<std::string>& cells);

/// "0.25 to 0.8", open ends as "at most 1"; "" when neither is given.
std::string range_text(double lower, double upper);
/// A number as short as it reads back exactly.
std::string number_text(double value);

}  // namespace racesim

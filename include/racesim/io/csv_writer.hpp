#pragma once
// Cells of CSV files (RFC 4180).
#include <string>

namespace racesim {

/// A text, in quotes where it needs them.
std::string csv_cell(const std::string& text);
/// A number as it reads back; empty for NaN and infinities.
std::string csv_cell(double value);

}  // namespace racesim

#pragma once
// Tables: comma-separated values with a header line, `#` lines as comments and quotes as in RFC 4180.
#include <optional>
#include <string>
#include <string_view>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/node.hpp"

namespace racesim {

/// Reads a table as a list of maps from column to cell or, when the first column is `name`, as a map from name to such
/// maps. An empty cell is a key not given. Spaces around a cell without quotes are dropped. Returns nothing when there
/// was an error: a row of another length, a column or name given twice, a quote not closed, no header.
std::optional<Node> read_csv(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace racesim

#pragma once
// Rows of results on their way into a file.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "racesim/io/dataset_writer.hpp"

namespace racesim {

/// Rows of one variable that own their values.
struct Rows {
  std::string variable;
  std::optional<std::size_t> first_row;  ///< none: appended after the last row written
  std::variant<std::vector<float>, std::vector<double>, std::vector<std::int8_t>, std::vector<std::int32_t>,
               std::vector<std::int64_t>, std::vector<std::string>>
      values;
};

/// Writes rows where they belong. Throws what the writer throws.
void write_rows(DatasetWriter& writer, std::span<const Rows> rows);

}  // namespace racesim

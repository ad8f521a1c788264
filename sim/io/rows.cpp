#include "racesim/io/rows.hpp"

namespace racesim {

void write_rows(DatasetWriter& writer, std::span<const Rows> rows) {
  for (const Rows& some : rows) {
    std::visit(
        [&](const auto& values) {
          if (some.first_row) {
            writer.write_rows(some.variable, *some.first_row, values);
          } else {
            writer.append_rows(some.variable, values);
          }
        },
        some.values);
  }
}

}  // namespace racesim

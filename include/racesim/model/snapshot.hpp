#pragma once
// A world as bits, column by column: to compare worlds exactly, to name the columns that differ, to put a state back.
#include <cstdint>
#include <string>
#include <vector>

#include "racesim/model/world.hpp"

namespace racesim {

/// One column, or one row of a table, as 64-bit words; zeros are alike, whatever their sign.
struct ColumnBits {
  std::string name;         ///< mechanism.column, and [row] of a table
  Axis axis = Axis::world;  ///< of its entries
  std::size_t words = 1;    ///< per entry
  std::vector<std::uint64_t> bits;

  bool operator==(const ColumnBits&) const = default;
};
using Snapshot = std::vector<ColumnBits>;

/// Every described column of the world, in the order of the mechanisms.
Snapshot snapshot(const World& world);
/// Puts the columns of a snapshot into a world made for the same inputs. Expects the same columns.
void restore(const Snapshot& columns, World& world);
/// Names of the columns that differ.
std::vector<std::string> differing(const Snapshot& a, const Snapshot& b);
/// FNV-1a over the words of one column.
std::uint64_t hash_of(const ColumnBits& column);

/// One described column, for the documentation.
struct ColumnRow {
  std::string name;  ///< mechanism.column
  StateField field;
};
std::vector<ColumnRow> columns_of_state();

}  // namespace racesim

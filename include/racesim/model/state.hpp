#pragma once
// The vocabulary in which mechanisms declare their state. A column is described once (name, axis, unit, initial value,
// one phrase); room, reset, snapshot and restore, a hash per column, the table of the documentation and the test that a
// stage writes only what it declares derive from that.
//
// Every column is one flat array, its entries in the order of its axis: a table has rows of them, one after the other.
// Runs that stand side by side need only a longer entry (docs/decisions/0013-described-state.md).
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "racesim/core/column.hpp"
#include "racesim/core/field.hpp"

namespace racesim {

struct Inputs;

/// What the entries of a column belong to; two names joined: the first times the second, the second running fastest.
enum class Axis : std::uint8_t {
  world,
  lab,
  named,
  buyer,
  buyer_chip,
  bloc,
  bloc_vendor,
  bloc_route,
  bloc_sector,
  bloc_segment,
  paradigm,
  goal
};
std::span<const std::string_view> enum_names(Axis);
/// Number of entries along an axis.
std::size_t extent(Axis axis, const Inputs& inputs);

/// Initial value of what `start` or the first month writes: whoever reads it before gets NaN.
inline constexpr double unset = std::numeric_limits<double>::quiet_NaN();

/// What is said of one column of state.
struct StateField {
  std::string_view name;
  Axis axis = Axis::world;
  std::string_view unit = "1";
  double initial = unset;  ///< at the start of a run; `unset` is 0 for integers, and the default of other types
  std::string_view doc = "";
  std::size_t (*rows)(const Inputs& inputs) = nullptr;  ///< of a Table
};

/// Rows of entries along an axis: a ring of months, or one row per kind.
template <class T>
class Table {
 public:
  void assign(std::size_t rows, std::size_t entries, const T& value) {
    rows_ = rows;
    entries_ = entries;
    cells_.assign(rows * entries, value);
  }
  std::size_t rows() const { return rows_; }
  std::span<T> operator[](std::size_t row) { return {cells_.data() + row * entries_, entries_}; }
  std::span<const T> operator[](std::size_t row) const { return {cells_.data() + row * entries_, entries_}; }
  /// All rows, one after the other.
  std::span<T> cells() { return cells_; }
  std::span<const T> cells() const { return cells_; }

  bool operator==(const Table&) const = default;

 private:
  std::size_t rows_ = 0;
  std::size_t entries_ = 0;
  Column<T> cells_;
};

}  // namespace racesim

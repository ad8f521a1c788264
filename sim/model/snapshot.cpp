#include "racesim/model/snapshot.hpp"

#include <algorithm>
#include <bit>
#include <concepts>

#include "racesim/core/contract.hpp"
#include "racesim/model/state_columns.hpp"

namespace racesim {

namespace {

/// Calls with_word(w) for a value's numbers as 64-bit words, and takes back what it returns.
template <class Word>
void words(double& x, Word&& with_word) {
  x = std::bit_cast<double>(with_word(std::bit_cast<std::uint64_t>(x == 0 ? 0.0 : x)));
}
template <std::integral T, class Word>
void words(T& x, Word&& with_word) {
  x = static_cast<T>(with_word(static_cast<std::uint64_t>(x)));
}
template <class Word>
void words(Project& x, Word&& with_word) {
  words(x.months_left, with_word);
  words(x.compute, with_word);
}
template <class Word>
void words(OpenModel& x, Word&& with_word) {
  for (double* value : {&x.log_a_pre, &x.log_a_post, &x.log_effective, &x.eci}) words(*value, with_word);
}
/// All but the number of the lab, which is its place.
template <class Word>
void words(Release& x, Word&& with_word) {
  words(x.month, with_word);
  words(x.log10_flop, with_word);
  words(x.eci, with_word);
  words(x.open, with_word);
  for (double& part : x.part) words(part, with_word);
}

/// Reads every column into a snapshot.
struct Collect {
  Snapshot& found;

  template <class T>
  void add(std::string name, Axis axis, std::span<const T> values) {
    ColumnBits column{std::move(name), axis, 1, {}};
    for (T value : values) words(value, [&](std::uint64_t w) { return column.bits.emplace_back(w); });
    if (!values.empty()) column.words = column.bits.size() / values.size();
    found.push_back(std::move(column));
  }
  template <class T>
  void operator()(const std::string& name, const T& scalar, const StateField& field) {
    add(name, field.axis, std::span<const T>(&scalar, 1));
  }
  template <class T>
  void operator()(const std::string& name, const Column<T>& column, const StateField& field) {
    add(name, field.axis, std::span<const T>(column));
  }
  template <class T>
  void operator()(const std::string& name, const Table<T>& table, const StateField& field) {
    for (std::size_t row = 0; row < table.rows(); ++row)
      add(name + "[" + std::to_string(row) + "]", field.axis, table[row]);
  }
};

/// Writes a snapshot's columns back, in the same order.
struct Restore {
  Snapshot::const_iterator next;

  template <class T>
  void put(const std::string& name, std::span<T> values) {
    expects(next->name.starts_with(name) && next->bits.size() == next->words * values.size());
    auto bits = (next++)->bits.begin();
    for (std::size_t i = 0; i < values.size(); ++i) {
      words(values[i], [&](std::uint64_t) { return *bits++; });
      if constexpr (std::same_as<T, Release>) values[i].lab = static_cast<int>(i);
    }
  }
  template <class T>
  void operator()(const std::string& name, T& scalar, const StateField&) {
    put(name, std::span<T>(&scalar, 1));
  }
  template <class T>
  void operator()(const std::string& name, Column<T>& column, const StateField&) {
    put(name, std::span<T>(column));
  }
  template <class T>
  void operator()(const std::string& name, Table<T>& table, const StateField&) {
    for (std::size_t row = 0; row < table.rows(); ++row) put(name, table[row]);
  }
};

}  // namespace

Snapshot snapshot(const World& world) {
  Snapshot found;
  for_each_named_column(world, Collect{found});
  found.push_back({"t", Axis::world, 1, {static_cast<std::uint64_t>(world.t)}});
  return found;
}

void restore(const Snapshot& columns, World& world) {
  for_each_named_column(world, Restore{columns.begin()});
  world.t = static_cast<int>(columns.back().bits[0]);
}

std::vector<std::string> differing(const Snapshot& a, const Snapshot& b) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < std::max(a.size(), b.size()); ++k) {
    if (k >= a.size() || k >= b.size()) return {"number of columns"};
    if (!(a[k] == b[k])) names.push_back(a[k].name);
  }
  return names;
}

std::uint64_t hash_of(const ColumnBits& column) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::uint64_t word : column.bits) hash = (hash ^ word) * 0x100000001b3;
  return hash;
}

std::vector<ColumnRow> columns_of_state() {
  std::vector<ColumnRow> rows;
  const World world{};
  for_each_named_column(world, [&](const std::string& name, const auto&, const StateField& field) {
    rows.push_back({name, field});
  });
  return rows;
}

}  // namespace racesim

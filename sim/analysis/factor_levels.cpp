#include "factor_levels.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "racesim/core/month.hpp"

namespace racesim {

namespace {

std::optional<double> number_in(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> year_in(const std::string& text) {
  const auto month = parse_month(text);
  if (!month) return std::nullopt;
  return month->year() + (month->month() - 1) / 12.0;
}

using Reading = std::optional<double> (*)(const std::string&);

/// What the labels say; empty unless all of them say something.
std::vector<double> read_all(const std::vector<std::string>& labels, Reading reading) {
  std::vector<double> numbers;
  for (const std::string& label : labels) {
    const auto number = reading(label);
    if (!number) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

std::vector<double> column(const Design& values, std::size_t factor) {
  std::vector<double> all;
  for (std::size_t row = 0; row < values.rows(); ++row) all.push_back(values.row(row)[factor]);
  return all;
}

/// Place of each value among the levels; empty when one is no level.
std::vector<std::size_t> places(const std::vector<double>& values, const std::vector<double>& levels) {
  std::vector<std::size_t> all;
  for (const double value : values) {
    all.push_back(static_cast<std::size_t>(std::ranges::find(levels, value) - levels.begin()));
    if (all.back() == levels.size()) return {};
  }
  return all;
}

/// Levels stand in their order along the coordinate of the design.
bool rises(const std::vector<double>& u, const std::vector<std::size_t>& level) {
  std::vector<std::size_t> order(u.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t row) { return u[row]; });
  return std::ranges::is_sorted(order, {}, [&](std::size_t row) { return level[row]; });
}

/// Level of every point. Where the values could be both, numbers of levels and the levels themselves (`values: [1,
/// 0]`), the coordinates tell. Empty when they are neither.
std::vector<std::size_t> levels_of(const DesignedResult& result, std::size_t factor,
                                   const std::vector<double>& numbers) {
  std::vector<double> counted(result.factors[factor].labels.size());
  std::iota(counted.begin(), counted.end(), 0.0);
  const auto values = column(result.values, factor);
  auto by_place = places(values, counted), by_number = places(values, numbers);
  if (by_place.empty() || by_number.empty() || result.kind == "table") return by_place.empty() ? by_number : by_place;
  return rises(column(result.u, factor), by_place) ? by_place : by_number;
}

}  // namespace

void number_levels(DesignedResult& result) {
  for (std::size_t k = 0; k < result.factors.size(); ++k) {
    VariedFactor& factor = result.factors[k];
    if (factor.labels.empty()) continue;
    std::vector<double> numbers = read_all(factor.labels, number_in);
    const auto level = levels_of(result, k, numbers);
    if (numbers.empty()) numbers = read_all(factor.labels, year_in);
    factor.ordered = !numbers.empty();
    if (numbers.empty()) {
      numbers.resize(factor.labels.size());
      std::iota(numbers.begin(), numbers.end(), 0.0);
    }
    if (level.empty()) {  // a parameter whose levels were written with a unit: its values are numbers as they are
      factor.labels.clear();
      continue;
    }
    for (std::size_t row = 0; row < level.size(); ++row)
      result.values.u[row * result.values.factors + k] = numbers[level[row]];
    factor.numbers = std::move(numbers);
  }
}

}  // namespace racesim

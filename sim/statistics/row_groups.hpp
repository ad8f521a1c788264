#pragma once
// Many outcomes of one design: those with the same sound rows share ranks, slices and resamples of the factors.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <span>
#include <vector>

#include "blocks.hpp"
#include "racesim/core/random.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

/// Outcomes by the rows in which they are numbers.
inline std::map<std::vector<std::size_t>, std::vector<std::size_t>> by_sound_rows(
    std::span<const std::vector<double>> outcomes) {
  std::map<std::vector<std::size_t>, std::vector<std::size_t>> groups;
  for (std::size_t m = 0; m < outcomes.size(); ++m) groups[whole_blocks(outcomes[m], 1)].push_back(m);
  return groups;
}

/// Values in ascending order, with where equal ones end.
struct Sorted {
  std::vector<std::uint32_t> order;
  std::vector<std::uint8_t> last;  ///< of its equals

  explicit Sorted(std::span<const double> x) : order(x.size()), last(x.size(), 1) {
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t r) { return x[r]; });
    for (std::size_t i = 0; i + 1 < order.size(); ++i) last[i] = x[order[i]] != x[order[i + 1]];
  }
  std::size_t distinct() const { return static_cast<std::size_t>(std::ranges::count(last, 1)); }
};

/// Rows that resamples are drawn from: all, or with very many a random part of them, because the width of an interval
/// is known from fewer rows and their number (m out of n bootstrap: Bickel, Goetze & van Zwet 1997).
struct Thinning {
  static constexpr std::size_t most = 20000;
  std::vector<std::uint32_t> rows;  ///< out of 0 .. n - 1
  double narrowing = 1;             ///< width at n rows over width at the rows taken

  Thinning(std::size_t n, std::uint64_t seed) : rows(n) {
    std::iota(rows.begin(), rows.end(), 0u);
    if (n <= most) return;
    for (std::uint32_t i = 0; i < most; ++i) {
      const double u = uniform({.seed = seed, .stream = StreamId::bootstrap, .agent = i, .partner = 2});
      std::swap(rows[i], rows[i + static_cast<std::size_t>(u * static_cast<double>(n - i))]);
    }
    rows.resize(most);
    narrowing = std::sqrt(static_cast<double>(most) / static_cast<double>(n));
  }
  std::vector<double> of(std::span<const double> x) const {
    std::vector<double> result;
    for (const std::uint32_t r : rows) result.push_back(x[r]);
    return result;
  }
  /// The interval around the value of all rows, from that of the rows taken, which lies around `centre`.
  Estimate estimate(double value, double centre, Interval here) const {
    return {value, {value + narrowing * (here.low - centre), value + narrowing * (here.high - centre)}};
  }
};

}  // namespace racesim

#include <algorithm>
#include <cmath>
#include <numeric>

#include "blocks.hpp"
#include "racesim/core/random.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

namespace {

/// Rows in ascending order of a key.
std::vector<std::uint32_t> sorted_by(std::span<const double> key) {
  std::vector<std::uint32_t> order(key.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t r) { return key[r]; });
  return order;
}

/// Largest distance between the share of all rows and the share of the slice below any outcome. Ties are
/// passed together.
double distance(std::span<const std::uint32_t> slice, std::span<const double> outcome,
                std::span<const double> sorted_outcome) {
  std::vector<double> part;
  for (const std::uint32_t r : slice) part.push_back(outcome[r]);
  std::ranges::sort(part);
  double largest = 0;
  const auto n = static_cast<double>(sorted_outcome.size()), m = static_cast<double>(part.size());
  for (std::size_t i = 0; i < part.size(); ++i) {
    const auto [low, high] = std::equal_range(sorted_outcome.begin(), sorted_outcome.end(), part[i]);
    const double below = static_cast<double>(low - sorted_outcome.begin()) / n;
    const double upto = static_cast<double>(high - sorted_outcome.begin()) / n;
    const auto [first, last] = std::equal_range(part.begin(), part.end(), part[i]);
    largest = std::max({largest, std::fabs(below - static_cast<double>(first - part.begin()) / m),
                        std::fabs(upto - static_cast<double>(last - part.begin()) / m)});
  }
  return largest;
}

/// Distances of the slices of one factor.
std::vector<double> distances(std::span<const double> key, std::span<const double> outcome, int slices) {
  std::vector<double> sorted(outcome.begin(), outcome.end());
  std::ranges::sort(sorted);
  const auto order = sorted_by(key);
  std::vector<double> result;
  for (int s = 0; s < slices; ++s) {
    const std::size_t from = order.size() * s / slices, to = order.size() * (s + 1) / slices;
    if (to > from) result.push_back(distance({order.data() + from, to - from}, outcome, sorted));
  }
  return result;
}

}  // namespace

PawnIndices pawn_indices(const Design& design, std::span<const double> outcome, int slices,
                         const BootstrapOptions& options) {
  require_rows(design, outcome);
  const auto sound = whole_blocks(outcome, 1);
  PawnIndices result{.rows = sound.size(), .dropped = design.rows() - sound.size()};
  std::vector<double> y;
  for (const std::size_t r : sound) y.push_back(outcome[r]);
  std::vector<double> key(sound.size());
  for (std::size_t k = 0; k < design.factors; ++k) {
    for (std::size_t r = 0; r < sound.size(); ++r) key[r] = design.row(sound[r])[k];
    const auto all = distances(key, y, slices);
    const auto intervals =
        bootstrap(y.size(), options.count, options.level, options.seed, [&](std::span<const std::uint32_t> drawn) {
          std::vector<double> some_key, some_y;
          for (const std::uint32_t r : drawn) some_key.push_back(key[r]), some_y.push_back(y[r]);
          return std::vector<double>{quantile(distances(some_key, some_y, slices), 0.5)};
        });
    result.median.push_back({quantile(all, 0.5), intervals.empty() ? Interval{} : intervals[0]});
    result.largest.push_back(all.empty() ? 0 : *std::ranges::max_element(all));
  }
  for (std::size_t r = 0; r < key.size(); ++r) {
    key[r] = uniform(
        {.seed = options.seed, .stream = StreamId::bootstrap, .agent = static_cast<std::uint32_t>(r), .partner = 1});
  }
  result.dummy = quantile(distances(key, y, slices), 0.5);
  return result;
}

}  // namespace racesim

#include "racesim/statistics/design.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <stdexcept>

#include "racesim/core/random.hpp"

namespace racesim {

namespace {

/// Draw number `ordinal` of row or factor `agent`.
double draw(std::uint64_t seed, std::uint64_t agent, std::uint32_t ordinal) {
  return uniform({.seed = seed,
                  .replicate = static_cast<std::uint32_t>(agent >> 32),
                  .stream = StreamId::design,
                  .agent = static_cast<std::uint32_t>(agent),
                  .partner = ordinal});
}

/// A random order of 0 .. n-1 (Fisher & Yates).
std::vector<std::uint32_t> shuffled(std::size_t n, std::uint64_t seed, std::uint64_t agent) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t i = n; i > 1; --i) {
    const auto j = static_cast<std::size_t>(draw(seed, agent, static_cast<std::uint32_t>(i)) * static_cast<double>(i));
    std::swap(order[i - 1], order[std::min(j, i - 1)]);
  }
  return order;
}

}  // namespace

Design monte_carlo(std::uint64_t first, std::size_t rows, std::size_t factors, std::uint64_t seed) {
  Design design{.factors = factors};
  design.u.resize(rows * factors);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t k = 0; k < factors; ++k)
      design.u[r * factors + k] = draw(seed, first + r, static_cast<std::uint32_t>(k));
  }
  return design;
}

Design latin_hypercube(std::size_t rows, std::size_t factors, std::uint64_t seed) {
  Design design{.factors = factors};
  design.u.resize(rows * factors);
  for (std::size_t k = 0; k < factors; ++k) {
    const auto slice = shuffled(rows, seed, k);
    for (std::size_t r = 0; r < rows; ++r) {
      const double within = draw(seed, r, 0x80000000u + static_cast<std::uint32_t>(k));
      design.u[r * factors + k] = (slice[r] + within) / static_cast<double>(rows);
    }
  }
  return design;
}

Design morris(std::uint64_t first, std::size_t trajectories, const std::vector<int>& group, int levels,
              std::uint64_t seed) {
  if (levels < 2 || levels % 2 != 0) throw std::invalid_argument("Morris needs an even number of levels");
  const std::size_t factors = group.size();
  const int groups = factors == 0 ? 0 : 1 + *std::ranges::max_element(group);
  Design design{.factors = factors, .block = static_cast<std::size_t>(groups) + 1};
  const double delta = levels / (2.0 * (levels - 1));
  std::vector<double> start(factors), sign(factors);
  for (std::uint64_t t = first; t < first + trajectories; ++t) {
    for (std::size_t k = 0; k < factors; ++k) {
      // Half of the grid lies at least delta below 1: from there the step goes up, from its mirror image down.
      const auto place = std::min(
          levels / 2 - 1, static_cast<int>(draw(seed, t, 3 * static_cast<std::uint32_t>(k) + 1) * (levels / 2)));
      const bool up = draw(seed, t, 3 * static_cast<std::uint32_t>(k) + 2) < 0.5;
      const double low = place / (levels - 1.0);
      start[k] = up ? low : low + delta;
      sign[k] = up ? delta : -delta;
    }
    const auto order = shuffled(groups, seed, (std::uint64_t{1} << 40) + t);
    std::vector<double> point = start;
    design.u.insert(design.u.end(), point.begin(), point.end());
    for (const std::uint32_t g : order) {
      for (std::size_t k = 0; k < factors; ++k) {
        if (group[k] == static_cast<int>(g)) point[k] += sign[k];
      }
      design.u.insert(design.u.end(), point.begin(), point.end());
    }
  }
  for (double& x : design.u) x = std::clamp(x, 0.0, 1.0);  // rounding only
  return design;
}

MorrisStep morris_step(const Design& design, std::size_t r, const std::vector<int>& group) {
  for (std::size_t k = 0; k < design.factors; ++k) {
    const double delta = design.row(r + 1)[k] - design.row(r)[k];
    if (delta != 0) return {group[k], delta};
  }
  return {-1, 0};
}

Design full_factorial(const std::vector<std::vector<double>>& levels) {
  Design design{.factors = levels.size()};
  std::size_t rows = 1;
  for (const auto& values : levels) rows *= values.size();
  for (std::size_t r = 0; r < rows; ++r) {
    std::size_t rest = r;
    for (const auto& values : levels) {
      design.u.push_back(values[rest % values.size()]);
      rest /= values.size();
    }
  }
  return design;
}

Design fractional_factorial(std::size_t factors, double low, double high) {
  Design design{.factors = factors};
  const std::size_t order = std::bit_ceil(std::max<std::size_t>(factors, 1));
  for (const bool folded : {false, true}) {
    for (std::size_t r = 0; r < order; ++r) {
      for (std::size_t k = 0; k < factors; ++k) {
        const bool plus = (std::popcount(r & k) % 2 == 0) != folded;  // Sylvester: entry (-1)^(r . k)
        design.u.push_back(plus ? high : low);
      }
    }
  }
  return design;
}

Design one_at_a_time(std::size_t factors, double low, double high) {
  Design design{.factors = factors};
  design.u.assign((2 * factors + 1) * factors, 0.5);
  for (std::size_t k = 0; k < factors; ++k) {
    design.u[(2 * k + 1) * factors + k] = low;
    design.u[(2 * k + 2) * factors + k] = high;
  }
  return design;
}

}  // namespace racesim

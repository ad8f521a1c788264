#include <cmath>
#include <limits>

#include "blocks.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Inverse of a symmetric positive definite matrix, row-major n x n; empty when it is not positive definite.
std::vector<double> inverse(std::vector<double> m, std::size_t n) {
  std::vector<double> result(n * n, 0);
  for (std::size_t i = 0; i < n; ++i) result[i * n + i] = 1;
  for (std::size_t i = 0; i < n; ++i) {  // Gauss & Jordan; pivots of a positive definite matrix are positive
    const double pivot = m[i * n + i];
    if (!(pivot > 1e-10)) return {};
    for (std::size_t c = 0; c < n; ++c) {
      m[i * n + c] /= pivot;
      result[i * n + c] /= pivot;
    }
    for (std::size_t r = 0; r < n; ++r) {
      const double factor = m[r * n + i];
      if (r == i || factor == 0) continue;
      for (std::size_t c = 0; c < n; ++c) {
        m[r * n + c] -= factor * m[i * n + c];
        result[r * n + c] -= factor * result[i * n + c];
      }
    }
  }
  return result;
}

/// Partial correlations of each variable with the last, from the inverse of the correlation matrix.
std::vector<double> partial_correlations(const std::vector<std::vector<double>>& ranked) {
  std::vector<std::size_t> moving;  // factors that vary
  const std::size_t last = ranked.size() - 1;
  for (std::size_t k = 0; k <= last; ++k) {
    if (variance(ranked[k]) > 0) moving.push_back(k);
  }
  std::vector<double> result(last, none);
  if (moving.empty() || moving.back() != last) return result;
  const std::size_t n = moving.size();
  std::vector<double> m(n * n, 1);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) m[i * n + j] = m[j * n + i] = correlation(ranked[moving[i]], ranked[moving[j]]);
  }
  const auto p = inverse(m, n);
  for (std::size_t i = 0; !p.empty() && i + 1 < n; ++i)
    result[moving[i]] = -p[i * n + n - 1] / std::sqrt(p[i * n + i] * p[n * n - 1]);
  return result;
}

}  // namespace

RankIndices rank_indices(const Design& design, std::span<const double> outcome, const BootstrapOptions& options) {
  require_rows(design, outcome);
  const auto sound = whole_blocks(outcome, 1);
  RankIndices result{.rows = sound.size(), .dropped = design.rows() - sound.size()};
  std::vector<std::vector<double>> column(design.factors + 1);
  for (const std::size_t r : sound) {
    for (std::size_t k = 0; k < design.factors; ++k) column[k].push_back(design.row(r)[k]);
    column.back().push_back(outcome[r]);
  }
  std::vector<std::vector<double>> ranked;
  for (const auto& x : column) ranked.push_back(ranks(x));
  for (std::size_t k = 0; k < design.factors; ++k) {
    const auto intervals =
        bootstrap(sound.size(), options.count, options.level, options.seed, [&](std::span<const std::uint32_t> drawn) {
          std::vector<double> x, y;
          for (const std::uint32_t r : drawn) x.push_back(column[k][r]), y.push_back(column.back()[r]);
          return std::vector<double>{correlation(ranks(x), ranks(y))};
        });
    result.spearman.push_back({correlation(ranked[k], ranked.back()), intervals.empty() ? Interval{} : intervals[0]});
  }
  result.partial =
      sound.size() > design.factors + 2 ? partial_correlations(ranked) : std::vector<double>(design.factors, none);
  return result;
}

}  // namespace racesim

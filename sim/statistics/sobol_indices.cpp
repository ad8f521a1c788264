#include <numeric>

#include "blocks.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

namespace {

/// Indices from some of the blocks, S1 of all factors, then ST, then S2.
struct Estimator {
  std::size_t k;  ///< factors
  std::size_t block;
  std::vector<double> y;  ///< whole blocks one after the other, centred

  bool second() const { return block == 2 * k + 2; }
  double a(std::size_t b) const { return y[b * block]; }
  double b(std::size_t n) const { return y[n * block + 1]; }
  double ab(std::size_t n, std::size_t i) const { return y[n * block + 2 + i]; }
  double ba(std::size_t n, std::size_t i) const { return y[n * block + 2 + k + i]; }

  double variance_of(std::span<const std::uint32_t> blocks) const {
    double sum = 0, squares = 0;
    for (const std::uint32_t n : blocks) {
      sum += a(n) + b(n);
      squares += a(n) * a(n) + b(n) * b(n);
    }
    const double count = 2.0 * static_cast<double>(blocks.size());
    return squares / count - sum / count * (sum / count);
  }

  std::vector<double> operator()(std::span<const std::uint32_t> blocks) const {
    const double v = variance_of(blocks);
    const double n_blocks = static_cast<double>(blocks.size());
    std::vector<double> result;
    for (std::size_t i = 0; i < k; ++i) {
      double sum = 0;
      for (const std::uint32_t n : blocks) sum += b(n) * (ab(n, i) - a(n));
      result.push_back(sum / n_blocks / v);
    }
    for (std::size_t i = 0; i < k; ++i) {
      double sum = 0;
      for (const std::uint32_t n : blocks) sum += (a(n) - ab(n, i)) * (a(n) - ab(n, i));
      result.push_back(sum / (2 * n_blocks) / v);
    }
    for (std::size_t i = 0; second() && i < k; ++i) {
      for (std::size_t j = i + 1; j < k; ++j) {
        double sum = 0;
        for (const std::uint32_t n : blocks) sum += ba(n, i) * ab(n, j) - a(n) * b(n);
        result.push_back(sum / n_blocks / v - result[i] - result[j]);
      }
    }
    return result;
  }
};

}  // namespace

SobolIndices sobol_indices(const Design& design, std::span<const double> outcome, const BootstrapOptions& options) {
  require_rows(design, outcome);
  const auto whole = whole_blocks(outcome, design.block);
  Estimator estimator{design.factors, design.block, {}};
  for (const std::size_t b : whole) {
    const auto rows = outcome.subspan(b * design.block, design.block);
    estimator.y.insert(estimator.y.end(), rows.begin(), rows.end());
  }
  double centre = 0;
  for (std::size_t n = 0; n < whole.size(); ++n) centre += estimator.a(n) + estimator.b(n);
  centre /= 2.0 * static_cast<double>(whole.size());
  for (double& y : estimator.y) y -= centre;

  std::vector<std::uint32_t> all(whole.size());
  std::iota(all.begin(), all.end(), 0u);
  const auto values = estimator(all);
  const auto intervals = bootstrap(all.size(), options.count, options.level, options.seed, estimator);
  SobolIndices result{.variance = estimator.variance_of(all),
                      .blocks = whole.size(),
                      .dropped = design.rows() / design.block - whole.size()};
  for (std::size_t s = 0; s < values.size(); ++s) {
    auto& target = s < design.factors ? result.first : s < 2 * design.factors ? result.total : result.second;
    target.push_back({values[s], s < intervals.size() ? intervals[s] : Interval{}});
  }
  return result;
}

}  // namespace racesim

#include <limits>

#include "blocks.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

namespace {

/// Indices from sums over blocks: what each block adds, and what the sums mean.
struct Estimator {
  std::size_t k;  ///< factors
  std::size_t block;
  std::vector<double> y;      ///< whole blocks one after the other, centred
  double least_variance = 0;  ///< rounding: of less there are no shares

  bool second() const { return block == 2 * k + 2; }
  std::size_t terms() const { return 2 + 2 * k + (second() ? k * (k - 1) / 2 : 0); }

  /// a + b, a^2 + b^2, then terms of S1 (Saltelli et al. 2010), ST (Jansen 1999) and S2.
  void add(std::size_t n, double* out) const {
    const double* row = &y[n * block];
    const double a = row[0], b = row[1];
    const double *ab = row + 2, *ba = ab + k;
    *out++ = a + b;
    *out++ = a * a + b * b;
    for (std::size_t i = 0; i < k; ++i) *out++ = b * (ab[i] - a);
    for (std::size_t i = 0; i < k; ++i) *out++ = (a - ab[i]) * (a - ab[i]) / 2;
    for (std::size_t i = 0; second() && i < k; ++i) {
      for (std::size_t j = i + 1; j < k; ++j) *out++ = ba[i] * ab[j] - a * b;
    }
  }
  double variance(const double* sums, double blocks) const {
    const double mean = sums[0] / (2 * blocks);
    return sums[1] / (2 * blocks) - mean * mean;
  }
  /// S1 of all factors, then ST, then S2.
  void indices(const double* sums, double blocks, std::vector<double>& out) const {
    const double own = variance(sums, blocks);
    const double scale = own > least_variance ? blocks * own : std::numeric_limits<double>::quiet_NaN();
    const std::size_t first = out.size();
    for (std::size_t s = 2; s < 2 + 2 * k; ++s) out.push_back(sums[s] / scale);
    std::size_t s = 2 + 2 * k;
    for (std::size_t i = 0; second() && i < k; ++i) {
      for (std::size_t j = i + 1; j < k; ++j) out.push_back(sums[s++] / scale - out[first + i] - out[first + j]);
    }
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
  std::vector<double> sample;  // rows A and B
  for (std::size_t n = 0; n < whole.size(); ++n)
    sample.insert(sample.end(), &estimator.y[n * design.block], &estimator.y[n * design.block] + 2);
  const double centre = mean(sample);
  for (double& y : estimator.y) y -= centre;

  const auto drawn = resamples(whole.size(), options.count, options.seed);
  const std::size_t terms = estimator.terms();
  const auto sums = resampled_sums(*drawn, terms, [&](std::size_t n, double* out) { estimator.add(n, out); });
  const auto blocks = static_cast<double>(whole.size());
  const double variance = constant(sample) ? 0 : estimator.variance(sums.data(), blocks);
  estimator.least_variance = variance > 0 ? 1e-12 * variance : std::numeric_limits<double>::infinity();
  std::vector<double> values, resampled;
  estimator.indices(sums.data(), blocks, values);
  for (std::size_t b = 1; b <= static_cast<std::size_t>(drawn->count()); ++b)
    estimator.indices(&sums[b * terms], blocks, resampled);
  const auto intervals = percentile_intervals(resampled, values.size(), options.level);
  SobolIndices result{
      .variance = variance, .blocks = whole.size(), .dropped = design.rows() / design.block - whole.size()};
  for (std::size_t s = 0; s < values.size(); ++s) {
    auto& target = s < design.factors ? result.first : s < 2 * design.factors ? result.total : result.second;
    target.push_back({values[s], intervals[s]});
  }
  return result;
}

}  // namespace racesim

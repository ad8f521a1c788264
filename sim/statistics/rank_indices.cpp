#include <cmath>
#include <limits>

#include "row_groups.hpp"

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

/// Ranks among units drawn so many times each, less their mean; ties share their mean rank.
void centred_ranks(const Sorted& sorted, std::span<const std::uint8_t> times, double* rank) {
  double total = 0;
  for (const std::uint8_t t : times) total += t;
  double below = -(total + 1) / 2;
  for (std::size_t i = 0, end = 0; i < sorted.order.size(); i = end) {
    double equal = 0;
    do equal += times[sorted.order[end]];
    while (sorted.last[end++] == 0);
    for (std::size_t k = i; k < end; ++k) rank[sorted.order[k]] = below + (equal + 1) / 2;
    below += equal;
  }
}

/// Rank correlations of factors with outcomes in resamples of the rows.
class ResampledRanks {
 public:
  ResampledRanks(std::span<const std::vector<double>> factors, std::span<const std::vector<double>> outcomes)
      : n_(factors.empty() ? 0 : factors[0].size()), rank_(factors.size() * n_), size_(factors.size()), y_(n_) {
    for (const auto& x : factors) x_.emplace_back(x);
    for (const auto& y : outcomes) sorted_y_.emplace_back(y);
  }
  /// Appends outcomes x factors.
  void correlations(std::span<const std::uint8_t> times, std::vector<double>& out) {
    for (std::size_t k = 0; k < x_.size(); ++k) {
      double* rank = &rank_[k * n_];
      centred_ranks(x_[k], times, rank);
      size_[k] = 0;
      for (std::size_t r = 0; r < n_; ++r) size_[k] += times[r] * rank[r] * rank[r];
    }
    for (const Sorted& sorted : sorted_y_) {
      centred_ranks(sorted, times, y_.data());
      double size = 0;
      for (std::size_t r = 0; r < n_; ++r) {
        const double weighted = times[r] * y_[r];
        size += weighted * y_[r];
        y_[r] = weighted;
      }
      for (std::size_t k = 0; k < x_.size(); ++k) {
        const double* rank = &rank_[k * n_];
        double product[4] = {};  // four sums at a time
        std::size_t r = 0;
        for (; r + 4 <= n_; r += 4) {
          for (std::size_t j = 0; j < 4; ++j) product[j] += rank[r + j] * y_[r + j];
        }
        for (; r < n_; ++r) product[0] += rank[r] * y_[r];
        const double sum = product[0] + product[1] + (product[2] + product[3]);
        out.push_back(size > 0 && size_[k] > 0 ? sum / std::sqrt(size * size_[k]) : none);
      }
    }
  }

 private:
  std::size_t n_;
  std::vector<Sorted> x_, sorted_y_;
  std::vector<double> rank_, size_, y_;
};

/// Intervals around estimates that are there, outcomes x factors.
void add_intervals(std::span<const std::vector<double>> factors, std::span<const std::vector<double>> outcomes,
                   const BootstrapOptions& options, std::vector<RankIndices*>& results) {
  const Thinning thinning(factors.empty() ? 0 : factors[0].size(), options.seed);
  std::vector<std::vector<double>> x, y;
  for (const auto& all : factors) x.push_back(thinning.of(all));
  for (const auto& all : outcomes) y.push_back(thinning.of(all));
  ResampledRanks ranked(x, y);
  const auto drawn = resamples(thinning.rows.size(), options.count, options.seed);
  std::vector<double> here, values;
  ranked.correlations(std::vector<std::uint8_t>(thinning.rows.size(), 1), here);
  std::vector<std::uint8_t> scratch;
  for (int b = 0; b < drawn->count(); ++b) ranked.correlations(drawn->drawn(b, scratch), values);
  const auto intervals = percentile_intervals(values, here.size(), options.level);
  for (std::size_t m = 0, s = 0; m < results.size(); ++m) {
    for (Estimate& estimate : results[m]->spearman) {
      estimate = thinning.estimate(estimate.value, here[s], intervals[s]);
      ++s;
    }
  }
}

}  // namespace

std::vector<RankIndices> rank_indices(const Design& design, std::span<const std::vector<double>> outcomes,
                                      const BootstrapOptions& options) {
  std::vector<RankIndices> all(outcomes.size());
  for (const auto& [sound, members] : by_sound_rows(outcomes)) {
    std::vector<std::vector<double>> factors(design.factors), results, ranked;
    for (std::size_t k = 0; k < design.factors; ++k) {
      for (const std::size_t r : sound) factors[k].push_back(design.row(r)[k]);
      ranked.push_back(ranks(factors[k]));
    }
    std::vector<RankIndices*> targets;
    for (const std::size_t m : members) {
      require_rows(design, outcomes[m]);
      std::vector<double> y;
      for (const std::size_t r : sound) y.push_back(outcomes[m][r]);
      RankIndices& result = all[m];
      result.rows = sound.size();
      result.dropped = design.rows() - sound.size();
      ranked.push_back(ranks(y));
      for (std::size_t k = 0; k < design.factors; ++k)
        result.spearman.push_back({correlation(ranked[k], ranked.back()), {none, none}});
      result.partial =
          sound.size() > design.factors + 2 ? partial_correlations(ranked) : std::vector<double>(design.factors, none);
      ranked.pop_back();
      results.push_back(std::move(y));
      targets.push_back(&result);
    }
    add_intervals(factors, results, options, targets);
  }
  return all;
}

RankIndices rank_indices(const Design& design, std::span<const double> outcome, const BootstrapOptions& options) {
  const std::vector<std::vector<double>> one = {{outcome.begin(), outcome.end()}};
  return rank_indices(design, one, options)[0];
}

}  // namespace racesim

#include "racesim/statistics/paired.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <iterator>
#include <limits>

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::vector<double> numbers(std::span<const double> x) {
  std::vector<double> result;
  std::ranges::copy_if(x, std::back_inserter(result), [](double value) { return !std::isnan(value); });
  return result;
}

/// Of a mean known with a standard error; a point where nothing varies.
Interval student_interval(double mean, double se, double freedom, double level) {
  if (!(se > 0)) return {mean, mean};
  const double t = boost::math::quantile(boost::math::students_t(freedom), (1 + level) / 2);
  return {mean - t * se, mean + t * se};
}

/// Exact interval of a share of n trials, which need not be a whole number.
Interval binomial_interval(double share, double n, double level) {
  if (!(n > 0)) return {none, none};
  using Binomial = boost::math::binomial_distribution<>;
  const double held = share * n, outside = (1 - level) / 2;
  return {share > 0 ? Binomial::find_lower_bound_on_p(n, held, outside) : 0,
          share < 1 ? Binomial::find_upper_bound_on_p(n, held, outside) : 1};
}

Probability share_of(std::size_t held, std::size_t pairs, double level) {
  const auto n = static_cast<double>(pairs);
  const double share = static_cast<double>(held) / n;
  const bool varies = held > 0 && held < pairs;
  return {.pairs = pairs,
          .share = share,
          .se = varies ? std::sqrt(share * (1 - share) / n) : none,
          .interval = binomial_interval(share, n, level)};
}

/// Share of all pairs of a run of a with one of b, from the share of the others for which it holds, run by run.
Probability share_of_all(std::span<const double> of_a, std::span<const double> of_b, double level) {
  const auto n = static_cast<double>(of_a.size()), m = static_cast<double>(of_b.size());
  const double share = mean(of_a), se = std::sqrt(variance(of_a) / n + variance(of_b) / m);
  const bool varies = se > 0;
  // As many pairs as would have this error, no more than there are runs; where none of them varies, or one is alone,
  // those that could be made without using a run twice.
  const double pairs = varies ? std::min(share * (1 - share) / (se * se), n + m) : std::min(n, m);
  return {.pairs = std::min(of_a.size(), of_b.size()),
          .share = share,
          .se = varies ? se : none,
          .interval = binomial_interval(share, pairs, level)};
}

/// Shares of `sorted` below, equal to and above each value.
struct Placements {
  std::vector<double> below, equal, above;
};
Placements placements(std::span<const double> values, const std::vector<double>& sorted) {
  Placements result;
  const auto n = static_cast<double>(sorted.size());
  for (const double value : values) {
    const auto [low, high] = std::ranges::equal_range(sorted, value);
    result.below.push_back(static_cast<double>(low - sorted.begin()) / n);
    result.equal.push_back(static_cast<double>(high - low) / n);
    result.above.push_back(static_cast<double>(sorted.end() - high) / n);
  }
  return result;
}

}  // namespace

PairedDifference paired_difference(std::span<const double> a, std::span<const double> b, double level) {
  std::vector<double> left, right, difference;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    left.push_back(a[i]);
    right.push_back(b[i]);
    difference.push_back(b[i] - a[i]);
  }
  const auto n = static_cast<double>(difference.size());
  PairedDifference result{.pairs = difference.size(),
                          .mean_a = mean(left),
                          .mean_b = mean(right),
                          .mean = mean(difference),
                          .se = std::sqrt(variance(difference) / n),
                          .se_unpaired = std::sqrt((variance(left) + variance(right)) / n),
                          .mean_interval = {none, none},
                          .range = {none, none},
                          .median = quantile(difference, 0.5),
                          .correlation = correlation(left, right)};
  if (difference.size() < 2) return result;
  result.mean_interval = student_interval(result.mean, result.se, n - 1, level);
  result.range = {quantile(difference, 0.05), quantile(difference, 0.95)};
  return result;
}

UnpairedDifference unpaired_difference(std::span<const double> a, std::span<const double> b, double level) {
  const std::vector<double> left = numbers(a), right = numbers(b);
  UnpairedDifference result{.runs_a = left.size(),
                            .runs_b = right.size(),
                            .mean_a = mean(left),
                            .mean_b = mean(right),
                            .mean = mean(right) - mean(left),
                            .se = none,
                            .mean_interval = {none, none}};
  if (left.size() < 2 || right.size() < 2) return result;
  const auto n = static_cast<double>(left.size()), m = static_cast<double>(right.size());
  const double va = variance(left) / n, vb = variance(right) / m;
  result.se = std::sqrt(va + vb);
  const double freedom = (va + vb) * (va + vb) / (va * va / (n - 1) + vb * vb / (m - 1));
  result.mean_interval = student_interval(result.mean, result.se, freedom, level);
  return result;
}

bool Probability::normal() const {
  const double held = share * static_cast<double>(pairs);
  return std::isfinite(se) && std::min(held, static_cast<double>(pairs) - held) > 5 - 1e-9;
}

Probability probability(std::span<const double> a, std::span<const double> b,
                        const std::function<bool(double, double)>& holds, double level) {
  std::size_t held = 0, pairs = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    ++pairs;
    held += holds(a[i], b[i]) ? 1 : 0;
  }
  return share_of(held, pairs, level);
}

Shares shares(std::span<const double> a, std::span<const double> b, double level) {
  return {.below = probability(a, b, std::greater{}, level),
          .equal = probability(a, b, std::equal_to{}, level),
          .above = probability(a, b, std::less{}, level)};
}

Shares shares_unpaired(std::span<const double> a, std::span<const double> b, double level) {
  std::vector<double> left = numbers(a), right = numbers(b);
  std::ranges::sort(left);
  std::ranges::sort(right);
  const Placements of_a = placements(left, right), of_b = placements(right, left);
  return {.below = share_of_all(of_a.below, of_b.above, level),
          .equal = share_of_all(of_a.equal, of_b.equal, level),
          .above = share_of_all(of_a.above, of_b.below, level)};
}

double break_even_month(std::span<const float> a, std::span<const float> b, bool higher_is_better) {
  const auto worse = [&](std::size_t t) { return higher_is_better ? b[t] < a[t] : b[t] > a[t]; };
  std::size_t first = a.size(), last = a.size();
  for (std::size_t t = 0; t < a.size(); ++t) {
    if (!worse(t)) continue;
    if (first == a.size()) first = t;
    last = t;
  }
  if (first == a.size()) return -1;
  return last + 1 < a.size() ? static_cast<double>(last + 1) : none;
}

BreakEven break_even(std::span<const double> months, double level) {
  std::vector<double> recovered;
  std::size_t never_worse = 0, still_worse = 0;
  for (const double month : months) {
    if (std::isnan(month)) {
      ++still_worse;
    } else if (month < 0) {
      ++never_worse;
    } else {
      recovered.push_back(month);
    }
  }
  return {.pairs = months.size(),
          .never_worse = share_of(never_worse, months.size(), level),
          .recovered = share_of(recovered.size(), months.size(), level),
          .still_worse = share_of(still_worse, months.size(), level),
          .early = quantile(recovered, 0.05),
          .median = quantile(recovered, 0.5),
          .late = quantile(recovered, 0.95)};
}

}  // namespace racesim

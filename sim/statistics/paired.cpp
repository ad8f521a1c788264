#include "racesim/statistics/paired.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace racesim {

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

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
                          .mean = mean(difference),
                          .se = std::sqrt(variance(difference) / n),
                          .se_unpaired = std::sqrt((variance(left) + variance(right)) / n),
                          .mean_interval = {none, none},
                          .range = {quantile(difference, (1 - level) / 2), quantile(difference, (1 + level) / 2)},
                          .median = quantile(difference, 0.5),
                          .correlation = correlation(left, right)};
  if (difference.size() >= 2) {
    const double t = boost::math::quantile(boost::math::students_t(n - 1), (1 + level) / 2);
    result.mean_interval = {result.mean - t * result.se, result.mean + t * result.se};
  }
  return result;
}

Probability probability(std::span<const double> a, std::span<const double> b,
                        const std::function<bool(double, double)>& holds) {
  Probability result;
  std::size_t held = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    ++result.pairs;
    held += holds(a[i], b[i]) ? 1 : 0;
  }
  const auto n = static_cast<double>(result.pairs);
  result.share = static_cast<double>(held) / n;
  result.se = std::sqrt(result.share * (1 - result.share) / n);
  return result;
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

}  // namespace racesim

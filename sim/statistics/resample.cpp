#include "racesim/statistics/resample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>

#include "racesim/core/random.hpp"

namespace racesim {

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

double mean(std::span<const double> x) {
  return x.empty() ? none : std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

double variance(std::span<const double> x) {
  if (x.size() < 2) return none;
  const double m = mean(x);
  double sum = 0;
  for (const double value : x) sum += (value - m) * (value - m);
  return sum / static_cast<double>(x.size() - 1);
}

double half_width_of_mean(std::span<const double> x, double level) {
  const auto n = static_cast<double>(x.size());
  if (x.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  return boost::math::quantile(boost::math::students_t(n - 1), (1 + level) / 2) * std::sqrt(variance(x) / n);
}

double quantile(std::vector<double> x, double q) {
  std::erase_if(x, [](double value) { return std::isnan(value); });
  if (x.empty()) return none;
  const double place = q * static_cast<double>(x.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  std::ranges::nth_element(x, x.begin() + static_cast<std::ptrdiff_t>(below));
  const double low = x[below];
  if (below + 1 >= x.size()) return low;
  const double high = *std::min_element(x.begin() + static_cast<std::ptrdiff_t>(below) + 1, x.end());
  const double share = place - static_cast<double>(below);
  return share == 0 ? low : low + share * (high - low);
}

std::vector<double> ranks(std::span<const double> x) {
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return x[i]; });
  std::vector<double> result(x.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && x[order[end]] == x[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) result[order[k]] = static_cast<double>(i + end + 1) / 2;
    i = end;
  }
  return result;
}

double correlation(std::span<const double> x, std::span<const double> y) {
  const double mx = mean(x), my = mean(y);
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : none;
}

bool constant(std::span<const double> x) {
  const auto number = [](double value) { return !std::isnan(value); };
  const auto first = std::ranges::find_if(x, number);
  return first != x.end() && std::ranges::all_of(first, x.end(), [&](double y) { return y == *first || !number(y); });
}

std::vector<std::uint32_t> resample(std::size_t n, std::uint32_t b, std::uint64_t seed) {
  std::vector<std::uint32_t> drawn(n);
  for (std::size_t k = 0; k < n; ++k) {
    const double u =
        uniform({.seed = seed, .replicate = b, .stream = StreamId::bootstrap, .agent = static_cast<std::uint32_t>(k)});
    drawn[k] = static_cast<std::uint32_t>(std::min(static_cast<std::size_t>(u * static_cast<double>(n)), n - 1));
  }
  return drawn;
}

std::vector<Interval> bootstrap(std::size_t n, int count, double level, std::uint64_t seed,
                                const std::function<std::vector<double>(std::span<const std::uint32_t>)>& evaluate) {
  std::vector<double> values;
  std::size_t statistics = 0;
  for (int b = 0; b < count && n >= fewest_units; ++b) {
    const auto own = evaluate(resample(n, static_cast<std::uint32_t>(b), seed));
    statistics = own.size();
    values.insert(values.end(), own.begin(), own.end());
  }
  return percentile_intervals(values, statistics, level);
}

std::vector<Interval> percentile_intervals(std::span<const double> values, std::size_t statistics, double level) {
  std::vector<Interval> result;
  std::vector<double> own;
  for (std::size_t s = 0; s < statistics; ++s) {
    own.clear();
    for (std::size_t b = s; b < values.size(); b += statistics) own.push_back(values[b]);
    result.push_back({quantile(own, (1 - level) / 2), quantile(own, (1 + level) / 2)});
  }
  return result;
}

namespace {

constexpr std::size_t most_kept = std::size_t{1} << 27;

void count_drawn(std::size_t n, int b, std::uint64_t seed, std::uint8_t* times) {
  std::fill(times, times + n, std::uint8_t{0});
  for (const std::uint32_t unit : resample(n, static_cast<std::uint32_t>(b), seed)) {
    if (times[unit] < 255) ++times[unit];  // 256 times has a chance below 1e-500
  }
}

}  // namespace

Resamples::Resamples(std::size_t n, int count, std::uint64_t seed)
    : n_(n), count_(n >= fewest_units ? count : 0), seed_(seed) {
  if (n_ * static_cast<std::size_t>(count_) > most_kept) return;
  kept_.resize(n_ * static_cast<std::size_t>(count_));
  for (int b = 0; b < count_; ++b) count_drawn(n_, b, seed_, &kept_[n_ * static_cast<std::size_t>(b)]);
}

std::span<const std::uint8_t> Resamples::drawn(int b, std::vector<std::uint8_t>& scratch) const {
  if (!kept_.empty()) return {&kept_[n_ * static_cast<std::size_t>(b)], n_};
  scratch.resize(n_);
  count_drawn(n_, b, seed_, scratch.data());
  return scratch;
}

std::shared_ptr<const Resamples> resamples(std::size_t n, int count, std::uint64_t seed) {
  struct Last {
    std::size_t n = 0;
    int count = -1;
    std::uint64_t seed = 0;
    std::shared_ptr<const Resamples> drawn;
  };
  thread_local Last last;
  if (last.n != n || last.count != count || last.seed != seed || !last.drawn)
    last = {n, count, seed, std::make_shared<const Resamples>(n, count, seed)};
  return last.drawn;
}

std::vector<double> resampled_sums(const Resamples& drawn, std::size_t terms,
                                   const std::function<void(std::size_t, double*)>& fill) {
  constexpr int together = 16;  // resamples for which the terms are worked out once
  std::vector<double> sums(static_cast<std::size_t>(drawn.count() + 1) * terms, 0), own(terms);
  std::vector<std::uint8_t> scratch[together];
  for (int first = 0; first == 0 || first < drawn.count(); first += together) {
    const int count = std::min(together, drawn.count() - first);
    std::span<const std::uint8_t> times[together];
    for (int b = 0; b < count; ++b) times[b] = drawn.drawn(first + b, scratch[b]);
    for (std::size_t unit = 0; unit < drawn.units(); ++unit) {
      fill(unit, own.data());
      for (std::size_t s = 0; first == 0 && s < terms; ++s) sums[s] += own[s];
      for (int b = 0; b < count; ++b) {
        double* sum = &sums[static_cast<std::size_t>(first + b + 1) * terms];
        const double weight = times[b][unit];
        for (std::size_t s = 0; s < terms; ++s) sum[s] += weight * own[s];
      }
    }
  }
  return sums;
}

}  // namespace racesim

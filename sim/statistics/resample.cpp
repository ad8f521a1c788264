#include "racesim/statistics/resample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

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
  std::vector<std::vector<double>> values;  // [statistic][resample]
  for (int b = 0; b < count && n > 0; ++b) {
    const auto statistics = evaluate(resample(n, static_cast<std::uint32_t>(b), seed));
    values.resize(statistics.size());
    for (std::size_t s = 0; s < statistics.size(); ++s) values[s].push_back(statistics[s]);
  }
  std::vector<Interval> result;
  for (const auto& statistic : values)
    result.push_back({quantile(statistic, (1 - level) / 2), quantile(statistic, (1 + level) / 2)});
  return result;
}

}  // namespace racesim

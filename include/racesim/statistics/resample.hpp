#pragma once
// Order statistics and the bootstrap.
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace racesim {

/// Two ends of an interval; NaN where it cannot be told.
struct Interval {
  double low = 0;
  double high = 0;
};

double mean(std::span<const double> x);
/// Unbiased; NaN for fewer than two values.
double variance(std::span<const double> x);
/// Quantile at q in [0, 1], linear between order statistics (type 7); x need not be sorted. NaN for none.
double quantile(std::vector<double> x, double q);
/// Ranks from 1; ties share their mean rank.
std::vector<double> ranks(std::span<const double> x);
/// Pearson correlation; NaN where one of the two does not vary.
double correlation(std::span<const double> x, std::span<const double> y);

/// Number k of resample b out of n units drawn with replacement.
std::vector<std::uint32_t> resample(std::size_t n, std::uint32_t b, std::uint64_t seed);

/// Percentile intervals of `statistics` (several numbers at once) over `count` resamples of n units (Efron 1979):
/// `evaluate` gets the numbers of the units drawn.
std::vector<Interval> bootstrap(std::size_t n, int count, double level, std::uint64_t seed,
                                const std::function<std::vector<double>(std::span<const std::uint32_t>)>& evaluate);

}  // namespace racesim

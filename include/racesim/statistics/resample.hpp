#pragma once
// Order statistics and the bootstrap.
#include <cstdint>
#include <functional>
#include <memory>
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
/// Half of the interval of the mean of independent values at a level, by Student's t; NaN for fewer than two.
double half_width_of_mean(std::span<const double> x, double level);
/// Quantile at q in [0, 1], linear between order statistics (type 7); x need not be sorted. NaN for none.
double quantile(std::vector<double> x, double q);
/// Ranks from 1; ties share their mean rank.
std::vector<double> ranks(std::span<const double> x);
/// Pearson correlation; NaN where one of the two does not vary.
double correlation(std::span<const double> x, std::span<const double> y);

/// True when all numbers are the same and there is one; what is not a number does not count.
bool constant(std::span<const double> x);

/// Units (blocks, trajectories, points) below which a bootstrap says nothing: a handful of them cannot stand for what
/// others would have been. There are no resamples of fewer, and intervals made of them are NaN.
inline constexpr std::size_t fewest_units = 10;

/// Number k of resample b out of n units drawn with replacement.
std::vector<std::uint32_t> resample(std::size_t n, std::uint32_t b, std::uint64_t seed);

/// Percentile intervals of `statistics` (several numbers at once) over `count` resamples of n units (Efron 1979):
/// `evaluate` gets the numbers of the units drawn. Empty for fewer than `fewest_units`.
std::vector<Interval> bootstrap(std::size_t n, int count, double level, std::uint64_t seed,
                                const std::function<std::vector<double>(std::span<const std::uint32_t>)>& evaluate);

/// How often each of n units was drawn in each of `count` resamples: what resample() draws, in the form in which many
/// statistics can share it. Of fewer than `fewest_units` there are none.
class Resamples {
 public:
  Resamples(std::size_t n, int count, std::uint64_t seed);

  std::size_t units() const { return n_; }
  int count() const { return count_; }
  /// Times each unit was drawn in resample b; in `scratch` when there are too many to keep.
  std::span<const std::uint8_t> drawn(int b, std::vector<std::uint8_t>& scratch) const;

 private:
  std::size_t n_;
  int count_;
  std::uint64_t seed_;
  std::vector<std::uint8_t> kept_;  ///< resamples x units, or empty
};
/// The resamples; those asked for last are kept for the next outcome.
std::shared_ptr<const Resamples> resamples(std::size_t n, int count, std::uint64_t seed);

/// Sums of `terms` numbers per unit, over the units themselves (row 0) and over every resample (rows 1 .. count): a
/// statistic made of sums costs little more than they do. `fill` writes the terms of a unit.
std::vector<double> resampled_sums(const Resamples& drawn, std::size_t terms,
                                   const std::function<void(std::size_t, double*)>& fill);

/// Percentile intervals of statistics given as resamples x `statistics`; NaN without resamples.
std::vector<Interval> percentile_intervals(std::span<const double> values, std::size_t statistics, double level);

}  // namespace racesim

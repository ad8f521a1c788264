#pragma once
// Differences between scenarios whose runs share their random numbers, and their parameters where these are drawn, with
// what the sharing gained.
#include <functional>
#include <span>
#include <vector>

#include "racesim/statistics/resample.hpp"

namespace racesim {

/// Runs with the same number of two scenarios compared one by one.
struct PairedDifference {
  std::size_t pairs = 0;  ///< with a number on both sides
  double mean_a = 0;      ///< over these pairs
  double mean_b = 0;
  double mean = 0;         ///< of b - a
  double se = 0;           ///< standard error of the mean by pairs
  double se_unpaired = 0;  ///< what it would be with as many runs drawn independently
  Interval mean_interval;  ///< of the mean, Student's t
  Interval range;  ///< from 5 to 95 % of two or more differences: how runs differ, not how well the mean is known
  double median = 0;
  double correlation = 0;  ///< between the two sides

  /// Variance of the mean without pairing over that with it.
  double variance_reduction() const { return se_unpaired * se_unpaired / (se * se); }
};
PairedDifference paired_difference(std::span<const double> a, std::span<const double> b, double level = 0.9);

/// Runs of two scenarios that share nothing.
struct UnpairedDifference {
  std::size_t runs_a = 0;  ///< with a number
  std::size_t runs_b = 0;
  double mean_a = 0;
  double mean_b = 0;
  double mean = 0;         ///< mean of b - mean of a
  double se = 0;           ///< its standard error
  Interval mean_interval;  ///< Student's t with the degrees of freedom of Welch (1947)
};
UnpairedDifference unpaired_difference(std::span<const double> a, std::span<const double> b, double level = 0.9);

/// Share of pairs for which `holds` is true; pairs without a number do not count.
struct Probability {
  std::size_t pairs = 0;
  double share = 0;   ///< NaN without pairs
  double se = 0;      ///< binomial; NaN where the share is 0 or 1, because nothing varies there
  Interval interval;  ///< Clopper & Pearson (1934): of any number of pairs, open at shares of 0 and 1
  /// At least five pairs on each side: the standard error describes the share, else only the interval does.
  bool normal() const;
};
Probability probability(std::span<const double> a, std::span<const double> b,
                        const std::function<bool(double, double)>& holds, double level = 0.9);

/// How often b is below a, the same, and above it.
struct Shares {
  Probability below, equal, above;
};
Shares shares(std::span<const double> a, std::span<const double> b, double level = 0.9);
/// The same for runs that share nothing: over all pairs of a run of a with one of b (Mann and Whitney 1947), with the
/// standard error of DeLong, DeLong and Clarke-Pearson (1988) and the interval of as many pairs as would have that
/// error. `pairs` is the smaller number of runs.
Shares shares_unpaired(std::span<const double> a, std::span<const double> b, double level = 0.9);

/// Month from which series `b` is never again worse than `a` after it had been worse: what it lost is made good. -1
/// when it was never worse; NaN when it still is at the end.
double break_even_month(std::span<const float> a, std::span<const float> b, bool higher_is_better);

/// Break-even over runs.
struct BreakEven {
  std::size_t pairs = 0;
  Probability never_worse;
  Probability recovered;                   ///< worse at first, then never again
  Probability still_worse;                 ///< at the end
  double early = 0, median = 0, late = 0;  ///< 5, 50 and 95 % quantiles of the month, of the runs that recovered
};
/// From the months that break_even_month gives.
BreakEven break_even(std::span<const double> months, double level = 0.9);

}  // namespace racesim

#pragma once
// Which factor drives an outcome: variance-based indices, elementary effects, density-based indices, rank correlations,
// and the split of variance between parameters and noise. All take designs from design.hpp and one number per row; a
// block with a row that is not a number is left out whole, and counted.
#include <cstdint>
#include <span>
#include <vector>

#include "racesim/statistics/design.hpp"
#include "racesim/statistics/random_numbers.hpp"
#include "racesim/statistics/resample.hpp"

namespace racesim {

/// An estimate and its bootstrap interval; NaN from fewer than `fewest_units` units.
struct Estimate {
  double value = 0;
  Interval interval;
};

struct BootstrapOptions {
  int count = 500;      ///< resamples
  double level = 0.95;  ///< of the intervals
  std::uint64_t seed = 1;
};

/// Indices of Sobol (1993): shares of the variance of an outcome.
struct SobolIndices {
  std::vector<Estimate> first;   ///< per factor: S1, alone
  std::vector<Estimate> total;   ///< per factor: ST, with all its interactions
  std::vector<Estimate> second;  ///< pairs i < j, row by row: S2; empty without second-order rows
  double variance = 0;           ///< of the rows A and B; 0 where they are all the same, and then no index is a number
  std::size_t blocks = 0, dropped = 0;
};
/// From the rows of saltelli(). S1 and S2: Saltelli et al. 2010; ST: Jansen 1999. The outcome is centred first, which
/// changes no index and steadies S1.
SobolIndices sobol_indices(const Design& design, std::span<const double> outcome, const BootstrapOptions& options = {});

/// Elementary effects of groups of factors, per whole range of the group (Morris 1991; Campolongo et al. 2007).
struct ElementaryEffects {
  std::vector<double> mu;         ///< mean effect; for groups of several factors the sign is that of no one factor
  std::vector<Estimate> mu_star;  ///< mean size of the effect
  std::vector<double> sigma;      ///< standard deviation: interaction and curvature
  std::size_t trajectories = 0, dropped = 0;
};
ElementaryEffects elementary_effects(const Design& design, const std::vector<int>& group,
                                     std::span<const double> outcome, const BootstrapOptions& options = {});

/// Distance between the distribution of the outcome and that given a factor (PAWN: Pianosi & Wagener 2018): median and
/// largest Kolmogorov-Smirnov distance over slices of equal count of each factor; a factor with no more values than
/// slices has a slice for each value.
struct PawnIndices {
  std::vector<Estimate> median;
  std::vector<double> largest;
  /// Per factor: median distance that one which does nothing, cut into slices of the same sizes, exceeds in 1 - level
  /// of all cases (by permutation): below it is nothing.
  std::vector<double> threshold;
  std::size_t rows = 0, dropped = 0;
};
PawnIndices pawn_indices(const Design& design, std::span<const double> outcome, int slices = 10,
                         const BootstrapOptions& options = {});
/// The same for several outcomes of one design (the months of a series), which share most of the work.
std::vector<PawnIndices> pawn_indices(const Design& design, std::span<const std::vector<double>> outcomes,
                                      int slices = 10, const BootstrapOptions& options = {});

/// Spearman's rank correlation of every factor with the outcome, and the partial one that holds the others (PRCC:
/// Iman & Helton 1988; NaN where the factors are collinear or the rows too few).
struct RankIndices {
  std::vector<Estimate> spearman;
  std::vector<double> partial;
  std::size_t rows = 0, dropped = 0;
};
RankIndices rank_indices(const Design& design, std::span<const double> outcome, const BootstrapOptions& options = {});
std::vector<RankIndices> rank_indices(const Design& design, std::span<const std::vector<double>> outcomes,
                                      const BootstrapOptions& options = {});

/// Analysis of variance with random effects: points of the design are groups, replicates repeat them. With own random
/// numbers it is one-way. With common ones it is two-way: noise that does the same at every point moves no point
/// against another.
struct VarianceSplit {
  double parameters = 0;   ///< variance between points, free of the noise in their means; may come out below 0
  double stochastic = 0;   ///< mean variance within points; with common numbers between replicates, may be below 0
  double interaction = 0;  ///< of the noise with parameters; told apart only with common random numbers
  Interval share;          ///< bootstrap interval of the parameters' share, over points
  Interval stochastic_share, interaction_share;
  std::size_t points = 0, dropped = 0;
  /// 0 where all runs are the same, and then no share is a number.
  double total() const { return parameters + stochastic + interaction; }
  double share_of_parameters() const { return parameters / total(); }
};
/// `outcome` is points x replicates, at least two of each.
VarianceSplit variance_split(std::span<const double> outcome, std::size_t replicates,
                             const BootstrapOptions& options = {}, RandomNumbers numbers = RandomNumbers::own);

}  // namespace racesim

#pragma once
// How the world is seen by those who measure it: benchmarks, Elo, time horizon, samples of clusters and of models.
//
//   Elo difference = elo_per_eci * ECI difference
//   benchmark score = floor + (1 - floor) logistic(slope (ECI - difficulty))                    [Epoch AI]
//   METR horizon: ln minutes = horizon_level + horizon_slope (ECI - 130)
//   hosted clusters: labs' and clouds' compute seen with a chance that grows with its size to the power `hosted_bias`
//   notable models: a release is listed with a chance that halves with every `notable_half_rank` ranks below the best
#include "racesim/core/parameter.hpp"

namespace racesim {

/// A benchmark as a logistic curve in ECI.
struct Benchmark {
  double difficulty;  ///< ECI at half of the range above the floor
  double slope;       ///< per ECI
  double floor;       ///< score of guessing
  /// Share of the tasks that a model of this ECI solves [1].
  double score(double eci) const;
};

struct Measurement {
  static constexpr double scale_origin = 130;  ///< ECI at which the levels of Elo and horizon are stated
  static constexpr double one_of_four = 0.25;  ///< guessing among four answers, as in MMLU and GPQA
  static constexpr double no_choices = 0;      ///< SWE-bench has nothing to guess among

  struct Params {
    double elo_per_eci = 9;
    double elo_level = 1250;
    double mmlu_difficulty = 106.5;
    double mmlu_slope = 0.088;
    double gpqa_difficulty = 129.2;
    double gpqa_slope = 0.090;
    double swe_bench_difficulty = 142.5;
    double swe_bench_slope = 0.090;
    double horizon_slope = 0.155;
    double horizon_level = 2.09;
    double hosted_bias = 0.5;
    double notable_half_rank = 8;

    Benchmark mmlu() const { return {mmlu_difficulty, mmlu_slope, one_of_four}; }
    Benchmark gpqa() const { return {gpqa_difficulty, gpqa_slope, one_of_four}; }
    Benchmark swe_bench() const { return {swe_bench_difficulty, swe_bench_slope, no_choices}; }
    /// METR 50 % time horizon [ln minutes] of a model of this ECI.
    double log_horizon(double eci) const { return horizon_level + horizon_slope * (eci - scale_origin); }

    static std::span<const Parameter<Params>> fields();
  };
};

}  // namespace racesim

#pragma once
// How the world is seen by those who measure it: benchmarks, Elo, time horizon, samples of clusters and of models.
//
//   Elo difference = elo_per_eci * ECI difference
//   benchmark score = floor + (1 - floor) logistic(slope (ECI - difficulty))                    [Epoch AI]
//   METR horizon: ln minutes = 2.09 + 0.155 (ECI - 130)
//   hosted clusters: labs' and clouds' compute seen with a chance that grows with its size to the power `hosted_bias`
//   notable models: a release is listed with a chance that halves with every `notable_half_rank` ranks below the best
#include "racesim/core/parameter.hpp"

namespace racesim {

struct Measurement {
  struct Params {
    double elo_per_eci = 9;
    double elo_level = 1250;
    double horizon_slope = 0.155;
    double horizon_level = 2.09;
    double hosted_bias = 0.5;
    double notable_half_rank = 8;

    /// METR 50 % time horizon [ln minutes] of a model of this ECI.
    double log_horizon(double eci) const { return horizon_level + horizon_slope * (eci - 130.0); }

    static std::span<const Parameter<Params>> fields();
  };
};

/// A benchmark as a logistic curve in ECI.
struct Benchmark {
  std::string_view name;
  double difficulty;  ///< ECI at half of the range above the floor
  double slope;       ///< per ECI
  double floor;       ///< score of guessing
  std::string_view source;
};

/// MMLU, GPQA diamond: Epoch AI, ECI fits. SWE-bench verified: difficulty as fitted, slope as of GPQA (judgement).
inline constexpr Benchmark benchmarks[] = {
    {"mmlu", 106.5, 0.088, 0.25, "Epoch AI, Epoch Capabilities Index"},
    {"gpqa", 129.2, 0.090, 0.25, "Epoch AI, Epoch Capabilities Index"},
    {"swe_bench", 142.5, 0.090, 0.0, "Epoch AI, Epoch Capabilities Index; slope by judgement"},
};

}  // namespace racesim

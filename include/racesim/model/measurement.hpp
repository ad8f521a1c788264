#pragma once
// How the world is seen by those who measure it: benchmarks, Elo, time horizon, samples of clusters and of models.
//
//   Elo difference = elo_per_eci * ECI difference
//   benchmark score = floor + (1 - floor) logistic(slope (ECI - difficulty))                    [Epoch AI]
//   METR horizon: ln minutes = 2.09 + 0.155 (ECI - 130)
//   hosted clusters: labs' and clouds' compute seen with a chance that grows with its size to the power `hosted_bias`
//   notable models: a release is listed with a chance that halves with every `notable_half_rank` ranks below the best
#include "racesim/core/field.hpp"

namespace racesim {

struct Measurement {
  double elo_per_eci = 9;
  double elo_level = 1250;
  double horizon_slope = 0.155;
  double horizon_level = 2.09;
  double hosted_bias = 0.5;
  double notable_half_rank = 8;

  /// METR 50 % time horizon [ln minutes] of a model of this ECI.
  double log_horizon(double eci) const { return horizon_level + horizon_slope * (eci - 130.0); }

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.elo_per_eci, Field{.name = "elo_per_eci",
                                  .unit = "Elo/ECI",
                                  .lower = 0,
                                  .upper = 100,
                                  .prior = Prior::uniform(7, 13),
                                  .confidence = Confidence::derived,
                                  .source = "Arena archive against Epoch Capabilities Index",
                                  .doc = "Arena Elo points per ECI point"});
    visit(self.elo_level, Field{.name = "elo_level",
                                .unit = "Elo",
                                .lower = 0,
                                .upper = 5000,
                                .confidence = Confidence::derived,
                                .source = "Arena archive, 2024-06: best models near 1,250-1,290 at ECI 130",
                                .doc = "Elo of a model of ECI 130; sets the scale of percentages"});
    visit(self.horizon_slope, Field{.name = "horizon_slope",
                                    .unit = "ln/ECI",
                                    .lower = 0,
                                    .upper = 2,
                                    .prior = Prior::uniform(0.12, 0.19),
                                    .confidence = Confidence::derived,
                                    .source = "METR horizons against ECI",
                                    .doc = "ln horizon per ECI point"});
    visit(self.horizon_level, Field{.name = "horizon_level",
                                    .unit = "ln minute",
                                    .lower = -10,
                                    .upper = 20,
                                    .confidence = Confidence::derived,
                                    .source = "METR horizons against ECI",
                                    .doc = "ln horizon at ECI 130"});
    visit(self.hosted_bias, Field{.name = "hosted_bias",
                                  .lower = 0,
                                  .upper = 3,
                                  .prior = Prior::uniform(0.2, 1.0),
                                  .source = "judgement: public samples favour large sites",
                                  .doc = "growth of the chance to be sampled with the size of an owner's stock"});
    visit(self.notable_half_rank, Field{.name = "notable_half_rank",
                                        .lower = 0.5,
                                        .upper = 100,
                                        .prior = Prior::uniform(4, 16),
                                        .source = "judgement",
                                        .doc = "ranks behind the best model at which the chance to be listed halves"});
  }
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

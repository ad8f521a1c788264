#include "racesim/model/measurement.hpp"

namespace racesim {

std::span<const Parameter<Measurement::Params>> Measurement::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::elo_per_eci,
       {.name = "elo_per_eci",
        .unit = "Elo/ECI",
        .lower = 0,
        .upper = 100,
        .prior = Prior::uniform(7, 13),
        .confidence = Confidence::derived,
        .source = "Arena archive against Epoch Capabilities Index",
        .doc = "Arena Elo points per ECI point"}},
      {&Params::elo_level,
       {.name = "elo_level",
        .unit = "Elo",
        .lower = 0,
        .upper = 5000,
        .confidence = Confidence::derived,
        .source = "Arena archive, 2024-06: best models near 1,250-1,290 at ECI 130",
        .doc = "Elo of a model of ECI 130; sets the scale of percentages"}},
      {&Params::horizon_slope,
       {.name = "horizon_slope",
        .unit = "ln/ECI",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.12, 0.19),
        .confidence = Confidence::derived,
        .source = "METR horizons against ECI",
        .doc = "ln horizon per ECI point"}},
      {&Params::horizon_level,
       {.name = "horizon_level",
        .unit = "ln minute",
        .lower = -10,
        .upper = 20,
        .confidence = Confidence::derived,
        .source = "METR horizons against ECI",
        .doc = "ln horizon at ECI 130"}},
      {&Params::hosted_bias,
       {.name = "hosted_bias",
        .lower = 0,
        .upper = 3,
        .prior = Prior::uniform(0.2, 1.0),
        .source = "judgement: public samples favour large sites",
        .doc = "growth of the chance to be sampled with the size of an owner's stock"}},
      {&Params::notable_half_rank,
       {.name = "notable_half_rank",
        .lower = 0.5,
        .upper = 100,
        .prior = Prior::uniform(4, 16),
        .source = "judgement",
        .doc = "ranks behind the best model at which the chance to be listed halves"}},
  };
  return rows;
}

}  // namespace racesim

#include "racesim/model/mechanisms/valuation.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

/// Best model that labs of the bloc have brought out; -inf where none has entered.
double best_of(const Stage& stage, int bloc) {
  double best = -infinity;
  for (int i = 0; i < stage.inputs.n_named(); ++i) {
    if (stage.inputs.labs.bloc[i] == bloc && stage.inputs.labs.entry[i] < std::max(1, stage.t))
      best = std::max(best, stage.world.releases.best_eci[i]);
  }
  return best;
}

}  // namespace

void Valuation::advance(const Stage& stage, State& own) {
  const Valuation::Params& p = stage.parameters().valuation;
  own.log_index *= math::exp2(-1 / p.half_life);
  const double follower = best_of(stage, stage.inputs.follower);
  const double gap = best_of(stage, stage.inputs.leader) - follower;
  if (!std::isfinite(gap)) return;
  const double surprise = own.expected_gap - gap;  // NaN at the first look: nothing was expected
  const bool moved = follower > own.seen_follower;
  own.seen_follower = follower;
  if (std::isnan(own.expected_gap)) {
    own.expected_gap = gap;
  } else if (moved && surprise > p.threshold) {
    own.log_index -= p.sensitivity * surprise;
    own.events += 1;
    own.expected_gap = gap;
  } else {
    own.expected_gap -= surprise / p.time_constant;
  }
}

std::span<const Parameter<Valuation::Params>> Valuation::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::sensitivity,
       {.name = "sensitivity",
        .symbol = "s_V",
        .unit = "ln/ECI",
        .lower = 0,
        .upper = 1,
        .prior = Prior::lognormal(0.01, 0.06),
        .source = "judgement: -17 % in January 2025 for about 6 ECI",
        .doc = "fall of chip makers' value per point by which the gap surprises"}},
      {&Params::threshold,
       {.name = "threshold",
        .unit = "ECI",
        .lower = 0,
        .upper = 100,
        .prior = Prior::uniform(1, 5),
        .source = "judgement",
        .doc = "surprise that makes an event"}},
      {&Params::time_constant,
       {.name = "time_constant",
        .unit = "month",
        .lower = 1,
        .upper = 240,
        .prior = Prior::lognormal(6, 24),
        .source = "judgement",
        .doc = "time over which investors get used to a gap"}},
      {&Params::half_life,
       {.name = "half_life",
        .unit = "month",
        .lower = 0.1,
        .upper = 240,
        .prior = Prior::lognormal(2, 18),
        .source = "judgement",
        .doc = "half-life of a fall"}},
      {&Params::raise_elasticity,
       {.name = "raise_elasticity",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0.3, 2),
        .source = "judgement",
        .doc = "elasticity of raises in chip makers' value"}},
  };
  return rows;
}

}  // namespace racesim

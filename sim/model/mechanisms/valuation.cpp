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
      best = std::max(best, stage.world.best_eci[i]);
  }
  return best;
}

}  // namespace

void Valuation::advance(const Stage& stage) {
  const Valuation& p = stage.parameters().valuation;
  Finance& finance = stage.world.finance;
  finance.log_valuation *= math::exp2(-1 / p.half_life);
  const double follower = best_of(stage, stage.inputs.follower);
  const double gap = best_of(stage, stage.inputs.leader) - follower;
  if (!std::isfinite(gap)) return;
  const double surprise = finance.expected_gap - gap;  // NaN at the first look: nothing was expected
  const bool moved = follower > finance.seen_follower;
  finance.seen_follower = follower;
  if (std::isnan(finance.expected_gap)) {
    finance.expected_gap = gap;
  } else if (moved && surprise > p.threshold) {
    finance.log_valuation -= p.sensitivity * surprise;
    finance.events += 1;
    finance.expected_gap = gap;
  } else {
    finance.expected_gap -= surprise / p.memory;
  }
}

}  // namespace racesim

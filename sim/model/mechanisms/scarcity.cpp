#include "racesim/model/mechanisms/scarcity.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Scarcity::Params::next(double scarcity, double shortfall) const {
  return scarcity + (std::max(0.0, shortfall) - scarcity) / time_constant;
}

void Scarcity::advance(const Stage& stage, State& own, Range labs) {
  const Scarcity::Params& p = stage.parameters().scarcity;
  const Fleet::State& fleet = stage.world.fleet;
  for (int i = labs.first; i < labs.last; ++i) {
    if (fleet.compute[i] <= 0) continue;
    // Equal stocks give a logarithm of exactly 0: an unconstrained lab never feels scarcity.
    own.perceived[i] = p.next(own.perceived[i], math::log(fleet.shadow_compute[i] / fleet.compute[i]));
  }
}

std::span<const Parameter<Scarcity::Params>> Scarcity::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::time_constant,
       {.name = "time_constant",
        .symbol = "tau_s",
        .unit = "month",
        .lower = 1,
        .upper = 120,
        .prior = Prior::lognormal(4, 18),
        .source = "judgement",
        .doc = "time over which labs come to feel a shortage"}},
  };
  return rows;
}

}  // namespace racesim

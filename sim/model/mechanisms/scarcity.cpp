#include "racesim/model/mechanisms/scarcity.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Scarcity::next(double scarcity, double shortfall) const {
  return scarcity + (std::max(0.0, shortfall) - scarcity) / memory;
}

void Scarcity::advance(const Stage& stage, LabRange labs) {
  const Scarcity& p = stage.parameters().scarcity;
  World& world = stage.world;
  for (int i = labs.first; i < labs.last; ++i) {
    if (world.compute[i] <= 0) continue;
    // Equal stocks give a logarithm of exactly 0: an unconstrained lab never feels scarcity.
    world.scarcity[i] = p.next(world.scarcity[i], math::log(world.shadow_compute[i] / world.compute[i]));
  }
}

}  // namespace racesim

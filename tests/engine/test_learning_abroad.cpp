// How much of what labs learn crosses the borders of blocs.
#include <algorithm>
#include <cmath>

#include "racesim/model/bands.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// Labs of the same bloc teach each other this much, and labs of different blocs that much, in every channel.
Inputs with_weights(double within, double across) {
  Scenario scenario = shortened(baseline(), 24);
  for (ChannelWeights* weights : {&scenario.network.publication, &scenario.network.open_weights,
                                  &scenario.network.talent, &scenario.network.espionage}) {
    *weights = {within, across};
  }
  scenario.parameters.values.diffusion.espionage_rate = 5;
  return inputs_of(scenario);
}

double learnt(const World& world, int lab) {
  double gain = 0;
  for (std::size_t c = 0; c < std::size(Diffusion::causes); ++c)
    gain += world.diffusion.pre[c][lab] + world.diffusion.post[c][lab];
  return gain;
}

std::vector<float> learnt_abroad(const Inputs& inputs, const World& world) {
  std::vector<float> shares(inputs.blocs.size());
  observables()[static_cast<std::size_t>(find_observable("learnt_abroad"))].measure({inputs, world, History{}}, shares);
  return shares;
}

}  // namespace

TEST_CASE("without ties across blocs nothing is learnt abroad, and without ties within them everything is") {
  const Inputs closed = with_weights(1, 0), mingled = with_weights(0, 1);
  every_month(closed, [&](const World&, const World& world, int) {
    for (int i = 0; i < closed.n_labs(); ++i) CHECK(world.diffusion.abroad[i] == 0);
  });
  double most = 0;
  every_month(mingled, [&](const World&, const World& world, int) {
    for (int i = 0; i < mingled.n_labs(); ++i) {
      CHECK(world.diffusion.abroad[i] == Approx(learnt(world, i)).margin(1e-9));  // a grid step for each cause
      most = std::max(most, world.diffusion.abroad[i]);
    }
  });
  CHECK(most > 0);
}

TEST_CASE("what is learnt abroad is a part of what is learnt, and its share one of all gains") {
  const Inputs inputs = with_weights(1, 1);
  every_month(inputs, [&](const World&, const World& world, int) {
    for (int i = 0; i < inputs.n_labs(); ++i) CHECK(world.diffusion.abroad[i] <= learnt(world, i) + 1e-9);
    for (const float share : learnt_abroad(inputs, world)) {
      INFO("share " << share);
      CHECK((std::isnan(share) || (share >= 0 && share <= 1)));
    }
    CHECK(learnt_abroad(inputs, world)[inputs.follower] > 0);
  });
}

// What developers give back to those whose weights they build on.
#include <cmath>

#include "racesim/model/names.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

Scenario peopled(int developers, int months = 60) {
  Scenario scenario = shortened(baseline(), months);
  scenario.population.developers = developers;
  return scenario;
}

constexpr int ecosystem = static_cast<int>(Cause::ecosystem);

}  // namespace

TEST_CASE("what developers give back grows with their research and the lab's absorption, with diminishing returns") {
  const Ecosystem::Params p{.feedback_rate = 0.04, .half_saturation = 5};
  CHECK(p.feedback(0, 0.7) == 0);
  CHECK(p.feedback(20, 0.5) == Approx(0.04 * 0.5 * std::log(5)).epsilon(1e-14));
  CHECK(p.feedback(40, 0.5) < 2 * p.feedback(20, 0.5));
}

TEST_CASE("the followers of a lab are the developers that name it as a base") {
  const Inputs inputs = inputs_of(peopled(300));
  const Layer& bases = inputs.network[Channel::open_weights];
  const Followers& followers = inputs.network.followers;
  std::size_t links = 0;
  for (int i = 0; i < inputs.n_named(); ++i) {
    for (std::uint32_t e = followers.offset[i]; e < followers.offset[i + 1]; ++e, ++links) {
      const std::uint32_t k = followers.lab[e];
      CHECK(static_cast<int>(k) >= inputs.n_named());
      CHECK(std::count(bases.source.begin() + bases.offset[k], bases.source.begin() + bases.offset[k + 1],
                       static_cast<std::uint32_t>(i)) == 1);
    }
  }
  CHECK(links == 900);
}

TEST_CASE("a lab with an open model gets what its followers' research is worth, a closed one nothing") {
  Inputs inputs = inputs_of(peopled(50));
  const int lab = find_name(inputs.labs.name, "Alibaba");
  World world = start_of(inputs);
  const auto gain = [&](int t) {
    Ecosystem::advance({inputs, world, t, 0}, world.ecosystem, {0, inputs.n_named()});
    return world.ecosystem.gain[lab];
  };
  for (double& research : world.research.output) research = 0.7;
  world.research.output[lab] = 1.3;
  CHECK(gain(0) == 0);
  world.releases.open_log_effective[lab] = 55;
  const Followers& followers = inputs.network.followers;
  const double count = followers.offset[lab + 1] - followers.offset[lab];
  REQUIRE(count > 3);
  const double absorbed = inputs.parameters.diffusion.absorb(1.3);
  CHECK(gain(1) == Approx(inputs.parameters.ecosystem.feedback(0.7 * count, absorbed) / 12).margin(1e-12));
  const double post = world.efficiency.log_a_post[lab];
  Efficiency::advance({inputs, world, 1, 0}, world.efficiency, {lab, lab + 1});
  CHECK(world.efficiency.log_a_post[lab] - post == world.ecosystem.gain[lab]);
  // Whose bloc cannot get the weights gives nothing back.
  const int blocs = inputs.n_blocs(), home = inputs.labs.bloc[lab];
  double reached = 0;
  for (std::uint32_t e = followers.offset[lab]; e < followers.offset[lab + 1]; ++e)
    reached += inputs.labs.bloc[followers.lab[e]] == home ? 0.7 : 0;
  REQUIRE(reached > 0);
  for (int b = 0; b < blocs; ++b) inputs.timeline.months[2].weights_access[home * blocs + b] = b == home ? 1 : 0;
  CHECK(gain(2) == Approx(inputs.parameters.ecosystem.feedback(reached, absorbed) / 12).margin(1e-12));
}

TEST_CASE("without developers nobody gives back anything, whatever the rate") {
  Scenario scenario = peopled(0);
  const World plain = end_of(scenario);
  scenario.parameters.values.ecosystem.feedback_rate = 5;
  CHECK(differing(snapshot(plain), snapshot(end_of(scenario))) == same);
  for (double gain : plain.efficiency.gain[ecosystem]) CHECK(gain == 0);
}

TEST_CASE("feedback raises the efficiency of labs that open") {
  Scenario scenario = peopled(300, 108);
  scenario.parameters.values.ecosystem.half_saturation = 0.01;
  Scenario none = scenario;
  none.parameters.values.ecosystem.feedback_rate = 0;
  const Inputs inputs = inputs_of(scenario);
  const World a = end_of(inputs), b = end_of(none);
  for (const char* name : {"Meta", "Alibaba", "DeepSeek"}) {
    const int i = find_name(inputs.labs.name, name);
    CHECK(a.efficiency.log_a_pre[i] + a.efficiency.log_a_post[i] >
          b.efficiency.log_a_pre[i] + b.efficiency.log_a_post[i] + 0.05);
  }
}

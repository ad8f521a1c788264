#include "racesim/model/mechanisms/efficiency.hpp"

#include <algorithm>
#include <utility>

#include "racesim/model/stage.hpp"

namespace racesim {

void Efficiency::start(const Inputs& inputs, State& own) {
  std::ranges::copy(inputs.labs.initial_log_a_pre, own.log_a_pre.begin());
  std::ranges::copy(inputs.labs.initial_log_a_post, own.log_a_post.begin());
  if (inputs.structure.efficiency_stocks == EfficiencyStocks::two) return;
  for (int i = 0; i < inputs.n_labs(); ++i) own.log_a_pre[i] += std::exchange(own.log_a_post[i], 0.0);
}

void Efficiency::advance(const Stage& stage, State& own, Range labs) {
  const World& world = stage.world;
  const bool one_stock = stage.inputs.structure.efficiency_stocks == EfficiencyStocks::one;
  const auto gain = [&](Cause cause, int i) -> double& { return own.gain[static_cast<int>(cause)][i]; };
  for (int i = labs.first; i < labs.last; ++i) {
    double pre = world.paradigms.pre[i] + world.research.pre[i];
    double post = world.paradigms.post[i] + world.research.post[i];
    gain(Cause::paradigm, i) = world.paradigms.pre[i] + world.paradigms.post[i];
    gain(Cause::induced, i) = world.research.induced[i];
    gain(Cause::own, i) = world.research.pre[i] + world.research.post[i] - world.research.induced[i];
    for (std::size_t c = 0; c < std::size(Diffusion::causes); ++c) {
      pre += world.diffusion.pre[c][i];
      post += world.diffusion.post[c][i];
      gain(Diffusion::causes[c], i) = world.diffusion.pre[c][i] + world.diffusion.post[c][i];
    }
    if (i < stage.inputs.n_named()) {
      const double returned = world.ecosystem.gain[i];
      (one_stock ? pre : post) += returned;
      gain(Cause::ecosystem, i) = returned;
    }
    own.log_a_pre[i] += pre;
    own.log_a_post[i] += post;
  }
}

}  // namespace racesim

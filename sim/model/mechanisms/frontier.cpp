#include "racesim/model/mechanisms/frontier.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim::frontier {

namespace {

/// Expected number of catalogue entries of a release: halves with every few ranks behind the best model of the day.
double notable(const Stage& stage, const Release& release) {
  int rank = 0;
  for (int i = 0; i < stage.inputs.n_named(); ++i) rank += stage.world.best_eci[i] > release.eci ? 1 : 0;
  return math::exp2(-rank / stage.parameters().measurement.notable_half_rank);
}

}  // namespace

void count_releases(const Stage& stage) {
  World& world = stage.world;
  for (const Release& release : world.latest) {
    if (release.month != stage.t) continue;
    const int bloc = stage.inputs.labs.bloc[release.lab];
    world.ledger.releases[bloc] += 1;
    world.ledger.open_releases[bloc] += release.open ? 1 : 0;
    world.ledger.notable[bloc] += quantise_log(notable(stage, release));  // on a grid: in any order of the labs
    world.largest_log10_flop = std::max(world.largest_log10_flop, release.log10_flop);
    world.frontier_eci = std::max(world.frontier_eci, release.eci);
  }
}

void remember(const Inputs& inputs, World& world, LabRange labs) {
  const int row = world.row(world.t);
  for (int i = labs.first; i < labs.last; ++i) {
    const bool entered = inputs.labs.entry[i] <= world.t;
    world.past_log_a_pre[row][i] = entered ? world.log_a_pre[i] : -infinity;
    world.past_log_a_post[row][i] = entered ? world.log_a_post[i] : -infinity;
    world.past_eci[row][i] = entered ? world.best_eci[i] : -infinity;
    world.past_open_pre[row][i] = world.open_log_a_pre[i];
    world.past_open_post[row][i] = world.open_log_a_post[i];
    world.past_open_effective[row][i] = world.open_log_effective[i];
    world.past_open_eci[row][i] = world.open_eci[i];
  }
}

}  // namespace racesim::frontier

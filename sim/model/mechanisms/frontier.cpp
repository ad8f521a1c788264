#include "racesim/model/mechanisms/frontier.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

/// The largest run before the clock: GPT-3 with 3e23 FLOP in 2020 [Epoch AI], in round magnitudes below the reference.
constexpr double log10_flop_before = log10_reference_flop - 2;

/// Expected number of catalogue entries of a release: halves with every few ranks behind the best model of the day.
double notable(const Stage& stage, const Release& release) {
  int rank = 0;
  for (int i = 0; i < stage.inputs.n_named(); ++i) rank += stage.world.releases.best_eci[i] > release.eci ? 1 : 0;
  return math::exp2(-rank / stage.parameters().measurement.notable_half_rank);
}

/// Keeps the state that labs can learn from, after `month` months.
void keep(const Stage& stage, Frontier::State& own, int month, Range labs) {
  const World& world = stage.world;
  const int row = own.row(month);
  for (int i = labs.first; i < labs.last; ++i) {
    const bool entered = stage.inputs.labs.entry[i] <= month;
    own.past_log_a_pre[row][i] = entered ? world.efficiency.log_a_pre[i] : -infinity;
    own.past_log_a_post[row][i] = entered ? world.efficiency.log_a_post[i] : -infinity;
    own.past_eci[row][i] = entered ? world.releases.best_eci[i] : -infinity;
    own.past_open_pre[row][i] = world.releases.open_log_a_pre[i];
    own.past_open_post[row][i] = world.releases.open_log_a_post[i];
    own.past_open_effective[row][i] = world.releases.open_log_effective[i];
    own.past_open_eci[row][i] = world.releases.open_eci[i];
  }
}

}  // namespace

std::size_t Frontier::depth(const Inputs& inputs) {
  const Parameters& p = inputs.parameters;
  int longest = p.training.distillation_lag_months();
  for (Channel channel : {Channel::publication, Channel::open_weights, Channel::talent, Channel::espionage})
    longest = std::max(longest, p.diffusion.lag(channel));
  return longest + 1;
}

void Frontier::start(const Stage& stage, State& own) {
  own.largest_log10_flop = log10_flop_before;
  for (int i = 0; i < stage.inputs.n_named(); ++i) {
    if (stage.inputs.labs.entry[i] <= 0) own.eci = std::max(own.eci, stage.inputs.labs.initial_eci[i]);
  }
  keep(stage, own, 0, {0, stage.inputs.n_labs()});
}

void Frontier::count_releases(const Stage& stage, State& own) {
  for (const Release& release : stage.world.releases.latest) {
    if (release.month != stage.t) continue;
    const int bloc = stage.inputs.labs.bloc[release.lab];
    own.releases[bloc] += 1;
    own.open_releases[bloc] += release.open ? 1 : 0;
    own.notable[bloc] += quantise_log(notable(stage, release));  // on a grid: in any order of the labs
    own.largest_log10_flop = std::max(own.largest_log10_flop, release.log10_flop);
    own.eci = std::max(own.eci, release.eci);
  }
}

void Frontier::remember(const Stage& stage, State& own, Range labs) { keep(stage, own, stage.t + 1, labs); }

}  // namespace racesim

#include "racesim/model/mechanisms/paradigms.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Regime::room(double log_a) const { return std::clamp(1 - log_a / log_ceiling, 0.0, 1.0); }

double Regime::counted(double log_flop) const { return std::min(log_flop, log_compute_ceiling); }

Regime regime_under(const Stage& stage, std::uint32_t adopted) {
  const Research& research = stage.parameters().research;
  Regime regime{.pre_growth = research.pre_growth, .post_growth = research.post_growth};
  constexpr int before_all = -2;
  int latest = before_all, latest_pre = before_all, latest_post = before_all;
  for (std::size_t k = 0; k < stage.inputs.paradigms.size(); ++k) {
    if ((adopted >> k & 1) == 0) continue;
    const ParadigmTraits& paradigm = stage.inputs.paradigms[k];
    const int arrived = paradigm.held ? -1 : stage.world.paradigm_arrived[k];
    if (arrived >= latest) {
      latest = arrived;
      regime.log_ceiling = paradigm.log_ceiling;
      regime.compute_intensity = paradigm.compute_intensity;
      regime.log_compute_ceiling = paradigm.log_compute_ceiling;
    }
    if (paradigm.pre_growth >= 0 && arrived >= latest_pre) {
      latest_pre = arrived;
      regime.pre_growth = paradigm.pre_growth;
    }
    if (paradigm.post_growth >= 0 && arrived >= latest_post) {
      latest_post = arrived;
      regime.post_growth = paradigm.post_growth;
    }
  }
  return regime;
}

Regime regime_of(const Stage& stage, int lab) { return regime_under(stage, stage.world.perceived[lab]); }

double Paradigms::perception_chance(double share) const { return perception * (1 - lock_in * share); }

void Paradigms::arrive(const Stage& stage) {
  World& world = stage.world;
  for (std::size_t k = 0; k < stage.inputs.paradigms.size(); ++k) {
    const ParadigmTraits& paradigm = stage.inputs.paradigms[k];
    const auto agent = agent_id(paradigm.name);
    if (world.paradigm_arrived[k] >= 0) continue;
    bool arrives = stage.t == paradigm.arrival;
    if (paradigm.arrival < 0 && stage.t >= paradigm.earliest) {
      const double chance = -math::expm1(-paradigm.hazard * month_in_years);
      arrives = uniform(stage.address(StreamId::paradigm, agent)) < chance;
    }
    if (!arrives) continue;
    world.paradigm_arrived[k] = stage.t;
    Address luck = stage.address(StreamId::paradigm, agent, 1);
    luck.month = 0;  // the height of the jump does not depend on the month of arrival
    world.paradigm_jump[k] = std::max(0.0, paradigm.jump_mean + paradigm.jump_sd * normal(luck));
  }
  const int named = stage.inputs.n_named();
  world.race_compute = order_free_sum({world.compute.data(), static_cast<std::size_t>(named)});
}

namespace {

/// ln FLOP of the run that a lab has in mind: the next one, or the last; 0 without any.
double run_in_mind(const Stage& stage, int lab) {
  const Training& p = stage.parameters().training;
  const double compute = p.share * stage.world.compute[lab];
  return compute > 0 ? math::log(p.flop(compute)) : stage.world.base_log_flop[lab];
}

/// What a share of positive ln A is worth losing, on the grid of knowledge.
double lost(double share, double log_a) { return quantise_log(share * std::max(0.0, log_a)); }

void adopt(const Stage& stage, int lab, int k) {
  World& world = stage.world;
  world.perceived[lab] |= 1u << k;
  world.rerelease[lab] = world.base_log_flop[lab] > 0 ? 1 : 0;  // only who has a base model can release it again
  const double share = stage.inputs.paradigms[k].competence_destruction;
  if (share <= 0) return;
  const double pre = lost(share, world.log_a_pre[lab]);
  const double post = lost(share, world.log_a_post[lab]);
  world.log_a_pre[lab] -= pre;
  world.log_a_post[lab] -= post;
  // What its models embody ages alike: the base that it releases again, and the open ones that others study.
  for (Column<double>* embodied : {&world.base_log_a_pre, &world.open_log_a_pre, &world.open_log_a_post}) {
    (*embodied)[lab] -= lost(share, (*embodied)[lab]);
  }
  world.gain[static_cast<int>(Cause::paradigm)][lab] -= pre + post;
}

}  // namespace

double Paradigms::expected_gain(const Stage& stage, int lab, int k) {
  const World& world = stage.world;
  const Training& p = stage.parameters().training;
  const double share = stage.inputs.paradigms[k].competence_destruction;
  double change = -(lost(share, world.log_a_pre[lab]) + lost(share, world.log_a_post[lab]));
  const Regime old = regime_of(stage, lab);
  const Regime next = regime_under(stage, world.perceived[lab] | 1u << k);
  if (next.compute_intensity != old.compute_intensity || next.log_compute_ceiling != old.log_compute_ceiling) {
    const double run = run_in_mind(stage, lab);
    if (run > 0) change += p.log_effective(run, 0, 0, next) - p.log_effective(run, 0, 0, old);
  }
  return world.paradigm_jump[k] + p.eci_per_magnitude / math::ln10 * change;
}

void Paradigms::advance(const Stage& stage, LabRange labs) {
  const Paradigms& p = stage.parameters().paradigms;
  World& world = stage.world;
  const auto destroys = [](const ParadigmTraits& paradigm) { return paradigm.competence_destruction > 0; };
  if (std::ranges::any_of(stage.inputs.paradigms, destroys)) {
    Column<double>& loss = world.gain[static_cast<int>(Cause::paradigm)];
    std::fill(loss.begin() + labs.first, loss.begin() + labs.last, 0.0);
  }
  for (int k = 0; k < static_cast<int>(stage.inputs.paradigms.size()); ++k) {
    if (world.paradigm_arrived[k] < 0 || stage.inputs.paradigms[k].held) continue;
    for (int i = labs.first; i < labs.last; ++i) {
      if (!stage.races(i) || (world.perceived[i] >> k & 1) != 0) continue;
      const double share = world.race_compute > 0 ? std::min(1.0, world.compute[i] / world.race_compute) : 0;
      const double luck =
          uniform(stage.address(StreamId::perception, stage.inputs.labs.agent[i], static_cast<std::uint32_t>(k)));
      if (i != stage.inputs.paradigms[k].pioneer && luck >= p.perception_chance(share)) continue;
      if (expected_gain(stage, i, k) >= 0) adopt(stage, i, k);
    }
  }
}

}  // namespace racesim

#include "racesim/model/mechanisms/paradigms.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Regime::headroom(double log_a) const { return std::clamp(1 - log_a / log_ceiling, 0.0, 1.0); }

double Regime::counted(double log_flop) const { return std::min(log_flop, log_compute_ceiling); }

Regime regime_under(const Stage& stage, std::uint32_t adopted) {
  const Research::Params& research = stage.parameters().research;
  Regime regime{.pre_growth = research.pre_training_growth, .post_growth = research.post_training_growth};
  constexpr int before_all = -2;
  int latest = before_all, latest_pre = before_all, latest_post = before_all;
  for (std::size_t k = 0; k < stage.inputs.paradigms.size(); ++k) {
    if ((adopted >> k & 1) == 0) continue;
    const ParadigmTraits& paradigm = stage.inputs.paradigms[k];
    const int arrived = paradigm.held ? -1 : stage.world.paradigms.arrived[k];
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

Regime regime_of(const Stage& stage, int lab) { return regime_under(stage, stage.world.paradigms.adopted[lab]); }

double Paradigms::Params::perception_chance(double share) const { return perception * (1 - lock_in * share); }

void Paradigms::start(const Inputs& inputs, State& own) {
  std::uint32_t held = 0;
  for (std::size_t k = 0; k < inputs.paradigms.size(); ++k) {
    if (!inputs.paradigms[k].held) continue;
    own.arrived[k] = 0;
    held |= 1u << k;
  }
  std::ranges::fill(own.adopted, held);
}

void Paradigms::arrive(const Stage& stage, State& own) {
  for (std::size_t k = 0; k < stage.inputs.paradigms.size(); ++k) {
    const ParadigmTraits& paradigm = stage.inputs.paradigms[k];
    const auto agent = agent_id(paradigm.name);
    if (own.arrived[k] >= 0) continue;
    bool arrives = stage.t == paradigm.arrival;
    if (paradigm.arrival < 0 && stage.t >= paradigm.earliest) {
      const double chance = -math::expm1(-paradigm.hazard * month_in_years);
      arrives = uniform(stage.address(StreamId::paradigm, agent)) < chance;
    }
    if (!arrives) continue;
    own.arrived[k] = stage.t;
    Address height = stage.address(StreamId::paradigm, agent, 1);
    height.month = 0;  // the height of the jump does not depend on the month of arrival
    own.jump[k] = std::max(0.0, paradigm.jump_mean + paradigm.jump_sd * normal(height));
  }
  const int named = stage.inputs.n_named();
  own.race_compute = order_free_sum({stage.world.fleet.compute.data(), static_cast<std::size_t>(named)});
}

namespace {

/// ln FLOP of the run that a lab has in mind: the next one, or the last; 0 without any.
double run_in_mind(const Stage& stage, int lab) {
  const Training::Params& p = stage.parameters().training;
  const double compute = p.share * stage.world.fleet.compute[lab];
  return compute > 0 ? math::log(p.flop(compute)) : stage.world.training.base_log_flop[lab];
}

/// What a share of positive ln A is worth losing, on the grid of knowledge.
double lost(double share, double log_a) { return quantise_log(share * std::max(0.0, log_a)); }

/// ln A_pre of a lab after what it lost earlier this month; likewise ln A_post.
double pre_now(const Stage& stage, int lab) {
  return stage.world.efficiency.log_a_pre[lab] + stage.world.paradigms.pre[lab];
}
double post_now(const Stage& stage, int lab) {
  return stage.world.efficiency.log_a_post[lab] + stage.world.paradigms.post[lab];
}

void take_up(const Stage& stage, Paradigms::State& own, int lab, int k) {
  own.adopted[lab] |= 1u << k;
  own.adopted_now[lab] |= 1u << k;
  const double share = stage.inputs.paradigms[k].competence_destruction;
  if (share <= 0) return;
  const double pre = lost(share, pre_now(stage, lab));
  const double post = lost(share, post_now(stage, lab));
  own.pre[lab] -= pre;
  own.post[lab] -= post;
}

}  // namespace

double Paradigms::kept(const Stage& stage, int lab, double log_a) {
  const std::uint32_t adopted = stage.world.paradigms.adopted_now[lab];
  for (std::size_t k = 0; adopted >> k != 0; ++k) {
    if ((adopted >> k & 1) != 0) log_a -= lost(stage.inputs.paradigms[k].competence_destruction, log_a);
  }
  return log_a;
}

double Paradigms::expected_gain(const Stage& stage, int lab, int k) {
  const World& world = stage.world;
  const Training::Params& p = stage.parameters().training;
  const double share = stage.inputs.paradigms[k].competence_destruction;
  double change = -(lost(share, pre_now(stage, lab)) + lost(share, post_now(stage, lab)));
  const Regime old = regime_of(stage, lab);
  const Regime next = regime_under(stage, world.paradigms.adopted[lab] | 1u << k);
  if (next.compute_intensity != old.compute_intensity || next.log_compute_ceiling != old.log_compute_ceiling) {
    const double run = run_in_mind(stage, lab);
    if (run > 0) change += p.log_effective(run, 0, 0, next) - p.log_effective(run, 0, 0, old);
  }
  return world.paradigms.jump[k] + p.eci_per_magnitude / math::ln10 * change;
}

void Paradigms::adopt(const Stage& stage, State& own, Range labs) {
  const Paradigms::Params& p = stage.parameters().paradigms;
  const Column<double>& compute = stage.world.fleet.compute;
  for (int i = labs.first; i < labs.last; ++i) {
    own.adopted_now[i] = 0;
    own.pre[i] = own.post[i] = 0;
  }
  for (int k = 0; k < static_cast<int>(stage.inputs.paradigms.size()); ++k) {
    if (own.arrived[k] < 0 || stage.inputs.paradigms[k].held) continue;
    for (int i = labs.first; i < labs.last; ++i) {
      if (!stage.races(i) || (own.adopted[i] >> k & 1) != 0) continue;
      const double share = own.race_compute > 0 ? std::min(1.0, compute[i] / own.race_compute) : 0;
      const double draw =
          uniform(stage.address(StreamId::perception, stage.inputs.labs.agent[i], static_cast<std::uint32_t>(k)));
      if (i != stage.inputs.paradigms[k].pioneer && draw >= p.perception_chance(share)) continue;
      if (expected_gain(stage, i, k) >= 0) take_up(stage, own, i, k);
    }
  }
}

std::span<const Parameter<Paradigms::Params>> Paradigms::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::perception,
       {.name = "perception",
        .symbol = "theta",
        .unit = "1/month",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.08, 0.4),
        .source = "judgement; Landini, Lee & Malerba 2017",
        .doc = "chance per month that a lab perceives a new paradigm"}},
      {&Params::lock_in,
       {.name = "lock_in",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.1, 0.9),
        .source = "judgement; Landini, Lee & Malerba 2017",
        .doc = "loss of perception of a lab that holds all of the old paradigm"}},
      {&Params::hazard_factor,
       {.name = "hazard_factor",
        .lower = 0,
        .upper = 20,
        .prior = Prior::lognormal(0.4, 2.0),
        .source = "judgement: 0.25 paradigms a year (0.1-0.5)",
        .doc = "multiple of the hazards of paradigms whose date is not known"}},
      {&Params::growth_factor,
       {.name = "growth_factor",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0.4, 1.7),
        .confidence = Confidence::derived,
        .source = "derived from Epoch AI, ECI at known compute: 1.0 ln a year (0.4-1.7) of post-training",
        .doc = "multiple of the post-training growth that paradigms bring"}},
  };
  return rows;
}

}  // namespace racesim

#include "racesim/model/mechanisms/release.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/model/correlated_noise.hpp"
#include "racesim/model/mechanisms/training.hpp"
#include "racesim/model/stage.hpp"

namespace racesim::releases {

double base_gain(const Stage& stage, int lab, double own) {
  const Inputs& inputs = stage.inputs;
  const World& world = stage.world;
  const Layer& layer = inputs.network[Channel::open_weights];
  const Column<double>& open =
      world.past_open_effective[world.row(stage.t - stage.parameters().diffusion.lag(Channel::open_weights))];
  const double log_share = math::log(stage.parameters().training.open_base_share);
  double gain = 0;
  for (std::uint32_t e = layer.offset[lab]; e < layer.offset[lab + 1]; ++e) {
    const std::uint32_t j = layer.source[e];
    const double access = stage.month().weights_access[inputs.labs.bloc[j] * inputs.n_blocs() + inputs.labs.bloc[lab]];
    // No open release is -inf; no access must not make a number of it.
    const double better = log_share + open[j] - own;
    if (better > 0) gain = std::max(gain, access * better);
  }
  return gain;
}

double paradigm_jump(const Stage& stage, int lab) {
  double jump = 0;
  for (std::size_t k = 0; k < stage.inputs.paradigms.size(); ++k) {
    if ((stage.world.perceived[lab] >> k & 1) != 0) jump += stage.world.paradigm_jump[k];
  }
  return jump;
}

double teacher_distance(const Stage& stage, int lab, double eci) {
  const Inputs& inputs = stage.inputs;
  const World& world = stage.world;
  const Layer& layer = inputs.network[Channel::distillation];
  const Column<double>& past =
      world.past_eci[world.row(stage.t - stage.parameters().training.distillation_lag_months())];
  const Column<double>& open =
      world.past_open_eci[world.row(stage.t - stage.parameters().training.distillation_lag_months())];
  double distance = 0;
  for (std::uint32_t e = layer.offset[lab]; e < layer.offset[lab + 1]; ++e) {
    const std::uint32_t j = layer.source[e];
    const double access = static_cast<int>(j) < inputs.n_named()
                              ? stage.month().api_access[j * inputs.n_blocs() + inputs.labs.bloc[lab]]
                              : inputs.labs.api_access[j];
    if (past[j] > eci) distance = std::max(distance, access * (past[j] - eci));
    if (open[j] > eci) {  // open weights teach without an API, where they get through
      const int pair = inputs.labs.bloc[j] * inputs.n_blocs() + inputs.labs.bloc[lab];
      distance = std::max(distance, stage.month().weights_access[pair] * (open[j] - eci));
    }
  }
  return distance;
}

namespace {

void open_up(World& world, int lab, const OpenModel& model) {
  world.open_log_a_pre[lab] = std::max(world.open_log_a_pre[lab], model.log_a_pre);
  world.open_log_a_post[lab] = std::max(world.open_log_a_post[lab], model.log_a_post);
  world.open_log_effective[lab] = std::max(world.open_log_effective[lab], model.log_effective);
  world.open_eci[lab] = std::max(world.open_eci[lab], model.eci);
}

Release measure(const Stage& stage, int lab) {
  const Training& p = stage.parameters().training;
  const World& world = stage.world;
  const double per_ln = p.eci_per_magnitude / math::ln10;
  const Regime regime = regime_of(stage, lab);
  Release release{.month = stage.t, .lab = lab, .log10_flop = world.base_log_flop[lab] / math::ln10};
  const auto part = [&](Part which) -> double& { return release.part[static_cast<int>(which)]; };
  part(Part::compute) = per_ln * (regime.compute_intensity + p.scale_dependence) *
                        (regime.counted(world.base_log_flop[lab]) - log_reference_flop);
  part(Part::pre_training) = per_ln * world.base_log_a_pre[lab];
  part(Part::post_training) = per_ln * world.log_a_post[lab];
  part(Part::base_model) = per_ln * world.base_floor[lab];
  part(Part::paradigm) = paradigm_jump(stage, lab);
  const double luck = correlated_noise(stage, StreamId::release, stage.inputs.labs.agent[lab], p.noise_window_months());
  part(Part::noise) = p.release_noise * (luck - p.reference_residual);
  double eci = reference_eci;
  for (double x : release.part) eci += x;
  part(Part::distillation) = p.distillation_share * teacher_distance(stage, lab, eci);
  release.eci = eci + part(Part::distillation);
  return release;
}

/// What moves a lab to open a model of `eci`.
Openness::Motives motives(const Stage& stage, int lab, double eci) {
  const LabTraits& labs = stage.inputs.labs;
  const World& world = stage.world;
  Openness::Motives result{.taste = labs.openness[lab],
                           .distance = std::max(0.0, world.frontier_eci - eci),
                           .api_dependence = labs.api_revenue_share[lab],
                           .scarcity = world.scarcity[lab]};
  if (lab >= stage.inputs.n_named()) return result;
  const Finance& money = world.finance;
  const double spending = money.budget[lab] + money.adjustment[lab] + money.payroll[lab] + money.other[lab];
  result.api_dependence = Openness::api_dependence(labs.api_revenue_share[lab], world.demand.revenue[lab], spending);
  result.complements = world.ecosystem.gained[lab];
  result.open_use = world.demand.open_use[lab];
  result.policy = stage.month().open_shift[lab];
  return result;
}

/// True with a chance, by luck that lasts: a lab does not toss a coin anew for every release.
bool opens(const Stage& stage, int lab, double chance) {
  if (chance <= 0 || chance >= 1) return chance >= 1;
  const int memory = stage.parameters().training.noise_window_months();
  return correlated_noise(stage, StreamId::openness, stage.inputs.labs.agent[lab], memory) <
         math::normal_quantile(chance);
}

}  // namespace

void publish(const Stage& stage, int lab) {
  const Inputs& inputs = stage.inputs;
  World& world = stage.world;
  world.rerelease[lab] = 0;
  if (SafetyRace::accident(stage, lab)) return;  // withdrawn: nobody sees it
  const Openness& openness = stage.parameters().openness;
  Release release = measure(stage, lab);
  const bool named = lab < inputs.n_named();
  const double chance = openness.chance(motives(stage, lab, release.eci));
  const bool leads = release.eci >= world.frontier_eci;
  release.open = opens(stage, lab, chance);
  if (release.open) {
    const double own = stage.parameters().training.log_effective(world.base_log_flop[lab], world.base_log_a_pre[lab],
                                                                 world.log_a_post[lab], regime_of(stage, lab));
    const OpenModel model{world.base_log_a_pre[lab], world.log_a_post[lab], own + world.base_floor[lab], release.eci};
    if (leads && named && openness.leader_delay_months() > 0) {
      world.waiting[(stage.t + openness.leader_delay_months()) % world.waiting.size()][lab] = model;
    } else {
      open_up(world, lab, model);
    }
  }
  world.best_eci[lab] = std::max(world.best_eci[lab], release.eci);
  if (named) world.latest[lab] = release;
}

void open_waiting(const Stage& stage, int lab) {
  if (lab >= stage.inputs.n_named()) return;
  World& world = stage.world;
  const std::size_t due = stage.t % world.waiting.size();
  for (std::size_t row = 0; row < world.waiting.size(); ++row) {
    OpenModel& model = world.waiting[row][lab];
    if (model.eci == -infinity || (row != due && model.eci >= world.frontier_eci)) continue;
    open_up(world, lab, model);
    model = {};
  }
}

}  // namespace racesim::releases

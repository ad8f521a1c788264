#include "racesim/model/mechanisms/releases.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/model/correlated_noise.hpp"
#include "racesim/model/mechanisms/training.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Releases::base_gain(const Stage& stage, int lab, double own) {
  const Inputs& inputs = stage.inputs;
  const World& world = stage.world;
  const Layer& layer = inputs.network[Channel::open_weights];
  const std::span<const double> open =
      world.frontier
          .past_open_effective[world.frontier.row(stage.t - stage.parameters().diffusion.lag(Channel::open_weights))];
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

double Releases::paradigm_jump(const Stage& stage, int lab) {
  double jump = 0;
  for (std::size_t k = 0; k < stage.inputs.paradigms.size(); ++k) {
    if ((stage.world.paradigms.adopted[lab] >> k & 1) != 0) jump += stage.world.paradigms.jump[k];
  }
  return jump;
}

double Releases::teacher_distance(const Stage& stage, int lab, double eci) {
  const Inputs& inputs = stage.inputs;
  const World& world = stage.world;
  const Layer& layer = inputs.network[Channel::distillation];
  const std::span<const double> past =
      world.frontier.past_eci[world.frontier.row(stage.t - stage.parameters().training.distillation_lag_months())];
  const std::span<const double> open =
      world.frontier.past_open_eci[world.frontier.row(stage.t - stage.parameters().training.distillation_lag_months())];
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

void open_up(Releases::State& own, int lab, const OpenModel& model) {
  own.open_log_a_pre[lab] = std::max(own.open_log_a_pre[lab], model.log_a_pre);
  own.open_log_a_post[lab] = std::max(own.open_log_a_post[lab], model.log_a_post);
  own.open_log_effective[lab] = std::max(own.open_log_effective[lab], model.log_effective);
  own.open_eci[lab] = std::max(own.open_eci[lab], model.eci);
}

Release measure(const Stage& stage, int lab) {
  const Training::Params& p = stage.parameters().training;
  const World& world = stage.world;
  const double per_ln = p.eci_per_magnitude / math::ln10;
  const Regime regime = regime_of(stage, lab);
  Release release{.month = stage.t, .lab = lab, .log10_flop = world.training.base_log_flop[lab] / math::ln10};
  const auto part = [&](Part which) -> double& { return release.part[static_cast<int>(which)]; };
  part(Part::compute) = per_ln * (regime.compute_intensity + p.scale_dependence) *
                        (regime.counted(world.training.base_log_flop[lab]) - log_reference_flop);
  part(Part::pre_training) = per_ln * world.training.base_log_a_pre[lab];
  part(Part::post_training) = per_ln * world.efficiency.log_a_post[lab];
  part(Part::base_model) = per_ln * world.training.base_floor[lab];
  part(Part::paradigm) = Releases::paradigm_jump(stage, lab);
  const double noise =
      correlated_noise(stage, StreamId::release, stage.inputs.labs.agent[lab], p.noise_window_months());
  part(Part::noise) = p.release_noise * (noise - p.reference_residual);
  double eci = reference_eci;
  for (double x : release.part) eci += x;
  part(Part::distillation) = p.distillation_share * Releases::teacher_distance(stage, lab, eci);
  release.eci = eci + part(Part::distillation);
  return release;
}

/// What moves a lab to open a model of `eci`.
Openness::Params::Motives motives(const Stage& stage, int lab, double eci) {
  const LabTraits& labs = stage.inputs.labs;
  const World& world = stage.world;
  Openness::Params::Motives result{.propensity = labs.openness_propensity[lab],
                                   .distance = std::max(0.0, world.frontier.eci - eci),
                                   .api_dependence = labs.api_revenue_share[lab],
                                   .scarcity = world.scarcity.perceived[lab]};
  if (lab >= stage.inputs.n_named()) return result;
  const Capital::State& money = world.capital;
  const double spending = money.budget[lab] + money.adjustment[lab] + money.payroll[lab] + money.other[lab];
  result.api_dependence =
      Openness::Params::api_dependence(labs.api_revenue_share[lab], world.model_market.revenue[lab], spending);
  result.complements = world.ecosystem.gained[lab];
  result.open_use = world.model_market.open_use[lab];
  result.policy = stage.month().open_shift[lab];
  return result;
}

/// True with a chance, by correlated noise: a lab does not toss a coin anew for every release.
bool opens(const Stage& stage, int lab, double chance) {
  if (chance <= 0 || chance >= 1) return chance >= 1;
  const int window = stage.parameters().training.noise_window_months();
  return correlated_noise(stage, StreamId::openness, stage.inputs.labs.agent[lab], window) <
         math::normal_quantile(chance);
}

void publish(const Stage& stage, Releases::State& own, int lab) {
  if (SafetyRace::accident(stage, lab)) {  // nobody sees it
    own.withdrawn[lab] = 1;
    return;
  }
  const World& world = stage.world;
  const Openness::Params& openness = stage.parameters().openness;
  Release release = measure(stage, lab);
  const bool named = lab < stage.inputs.n_named();
  const double chance = openness.chance(motives(stage, lab, release.eci));
  const bool leads = release.eci >= world.frontier.eci;
  release.open = opens(stage, lab, chance);
  if (release.open) {
    const double base_pre = world.training.base_log_a_pre[lab], post = world.efficiency.log_a_post[lab];
    const double effective = stage.parameters().training.log_effective(world.training.base_log_flop[lab], base_pre,
                                                                       post, regime_of(stage, lab));
    const OpenModel model{base_pre, post, effective + world.training.base_floor[lab], release.eci};
    if (leads && named && openness.leader_delay_months() > 0) {
      own.waiting[(stage.t + openness.leader_delay_months()) % own.waiting.rows()][lab] = model;
    } else {
      open_up(own, lab, model);
    }
  }
  own.best_eci[lab] = std::max(own.best_eci[lab], release.eci);
  if (named) own.latest[lab] = release;
}

/// Opens a leader's models that lead no more, and those whose delay is over.
void open_waiting(const Stage& stage, Releases::State& own, int lab) {
  if (lab >= stage.inputs.n_named()) return;
  const std::size_t due = stage.t % own.waiting.rows();
  for (std::size_t row = 0; row < own.waiting.rows(); ++row) {
    OpenModel& model = own.waiting[row][lab];
    if (model.eci == -infinity || (row != due && model.eci >= stage.world.frontier.eci)) continue;
    open_up(own, lab, model);
    model = {};
  }
}

}  // namespace

std::size_t Releases::State::delay(const Inputs& inputs) {
  return inputs.parameters.openness.leader_delay_months() + 1;
}

void Releases::start(const Inputs& inputs, State& own) {
  std::ranges::copy(inputs.labs.initial_eci, own.best_eci.begin());
}

void Releases::advance(const Stage& stage, State& own, Range labs) {
  const World& world = stage.world;
  for (int i = labs.first; i < labs.last; ++i) {
    own.withdrawn[i] = 0;
    if (!stage.races(i)) continue;
    const bool changed = world.paradigms.adopted_now[i] != 0;
    for (Column<double>* embodied : {&own.open_log_a_pre, &own.open_log_a_post}) {
      if (changed) (*embodied)[i] = Paradigms::kept(stage, i, (*embodied)[i]);
    }
    // A lab that has taken up a paradigm brings its latest base model out again.
    const bool again = changed && world.training.base_log_flop[i] > 0;
    if (world.training.finished[i] != 0 || again) publish(stage, own, i);
    open_waiting(stage, own, i);
  }
}

}  // namespace racesim

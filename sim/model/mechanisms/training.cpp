#include "racesim/model/mechanisms/training.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/mechanisms/releases.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Training::Params::flop(double compute) const {
  return compute * h100e_flop_per_second * utilisation * (duration * month_in_seconds);
}

double Training::Params::log_effective(double log_flop, double log_a_pre, double log_a_post,
                                       const Regime& regime) const {
  const double counted = regime.counted(log_flop);
  return counted + log_a_pre + log_a_post +
         (regime.compute_intensity - 1 + scale_dependence) * (counted - log_reference_flop);
}

double Training::Params::eci(double log_effective) const {
  return reference_eci + eci_per_magnitude * (log_effective - log_reference_flop) / math::ln10;
}

int Training::Params::noise_window_months() const { return whole_months(release_noise_window, 1); }
int Training::Params::duration_months() const { return whole_months(duration, 1); }
int Training::Params::distillation_lag_months() const { return whole_months(distillation_lag, 1); }

namespace {

/// Compute that a run would get now: its share of what serving leaves [H100e].
double run_compute(const Stage& stage, int i) {
  const bool named = i < stage.inputs.n_named();
  const double left = named ? stage.parameters().model_market.left(stage.world.model_market.serving_share[i]) : 1.0;
  return stage.parameters().training.share * left * stage.world.fleet.compute[i];
}

/// True when a lab without a run begins one this month. Paired runs that were apart fall into step again: their next
/// start is drawn at the same month, whatever happened before.
bool begins(const Stage& stage, int i) {
  if (stage.world.fleet.compute[i] <= 0 || SafetyRace::halted(stage, i)) return false;
  const double pause = stage.parameters().training.run_pause;
  return uniform(stage.address(StreamId::run_start, stage.inputs.labs.agent[i])) * pause < 1;
}

}  // namespace

void Training::start(const Inputs& inputs, std::uint32_t replicate, State& own) {
  const int months = inputs.parameters.training.duration_months();
  for (int i = 0; i < inputs.n_labs(); ++i) {
    const Address phase{.seed = inputs.seed,
                        .replicate = replicate,
                        .stream = StreamId::initial,
                        .agent = inputs.labs.agent[i],
                        .partner = 2};
    own.project[i] = {.months_left = static_cast<std::int32_t>(months * uniform(phase))};
  }
}

void Training::advance(const Stage& stage, State& own, Range labs) {
  const Training::Params& p = stage.parameters().training;
  const Efficiency::State& known = stage.world.efficiency;
  for (int i = labs.first; i < labs.last; ++i) {
    own.finished[i] = 0;
    if (!stage.races(i)) {
      if (stage.has_left(i)) own.project[i] = {};
      continue;
    }
    own.base_log_a_pre[i] = Paradigms::kept(stage, i, own.base_log_a_pre[i]);  // what models embody ages, too
    Project& project = own.project[i];
    if (project.months_left > 0) {
      own.finished[i] = --project.months_left == 0 && project.compute > 0 ? 1 : 0;
    } else if (begins(stage, i)) {
      project = {.months_left = p.duration_months(), .compute = run_compute(stage, i)};
    }
    if (own.finished[i] == 0) continue;
    own.base_log_flop[i] = math::log(p.flop(project.compute));
    own.base_log_a_pre[i] = known.log_a_pre[i];
    const double effective =
        p.log_effective(own.base_log_flop[i], known.log_a_pre[i], known.log_a_post[i], regime_of(stage, i));
    own.base_floor[i] = Releases::base_gain(stage, i, effective);
  }
}

std::span<const Parameter<Training::Params>> Training::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::share,
       {.name = "share",
        .lower = 0.001,
        .upper = 1,
        .prior = Prior::uniform(0.08, 0.30),
        .confidence = Confidence::excerpt,
        .source = "Epoch AI: final run about 10 % of OpenAI's 2024 research compute; 10-30 %",
        .doc = "share of compute that the training run of the next model takes"}},
      {&Params::duration,
       {.name = "duration",
        .symbol = "T",
        .unit = "month",
        .lower = 1,
        .upper = 24,
        .prior = Prior::uniform(2, 8),
        .confidence = Confidence::derived,
        .source = "Epoch AI, AI models: 920 h (120-2,500), and preparation",
        .doc = "length of a training project"}},
      {&Params::utilisation,
       {.name = "utilisation",
        .symbol = "mfu",
        .lower = 0.01,
        .upper = 1,
        .prior = Prior::uniform(0.25, 0.45),
        .confidence = Confidence::derived,
        .source = "Epoch AI, AI models: 0.38 (0.19-0.50), n 25",
        .doc = "model FLOP utilisation"}},
      {&Params::run_pause,
       {.name = "run_pause",
        .unit = "month",
        .lower = 1,
        .upper = 120,
        .prior = Prior::uniform(1, 2.5),
        .confidence = Confidence::derived,
        .source = "Epoch AI, ECI scores to 2024-12: a lab's records come 4.3 months apart on average, "
                  "median 3.3 (1.9-8.2, n 24), runs included",
        .doc = "mean time from the end of a run to the start of the lab's next"}},
      {&Params::scale_dependence,
       {.name = "scale_dependence",
        .symbol = "omega",
        .lower = -0.5,
        .upper = 1,
        .confidence = Confidence::excerpt,
        .source = "Gundlach et al. 2511.21622; variants 0.1, 0.2",
        .doc = "extra efficiency per unit of ln FLOP: progress that needs scale"}},
      {&Params::open_base_share,
       {.name = "open_base_share",
        .symbol = "eta_ow",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.5, 1),
        .source = "judgement",
        .doc = "share of an open model's effective compute that can be built on"}},
      {&Params::eci_per_magnitude,
       {.name = "eci_per_magnitude",
        .symbol = "s_E",
        .unit = "ECI",
        .lower = 0.1,
        .upper = 50,
        .prior = Prior::uniform(7.4, 11.8),
        .confidence = Confidence::derived,
        .source = "regression on Epoch AI, ECI scores to 2024-12: 8.5-10.8",
        .doc = "ECI per order of magnitude of effective compute"}},
      {&Params::release_noise,
       {.name = "release_noise",
        .unit = "ECI",
        .lower = 0,
        .upper = 30,
        .prior = Prior::uniform(2, 5),
        .confidence = Confidence::derived,
        .source = "residual sd 3.7-5.5 of the same regression, less error of the index",
        .doc = "noise of a release, standard deviation"}},
      {&Params::reference_residual,
       {.name = "reference_residual",
        .symbol = "z_0",
        .unit = "sd",
        .lower = -3,
        .upper = 3,
        .prior = Prior::uniform(0, 1.2),
        .confidence = Confidence::derived,
        .source = "the same regression: GPT-4 lies 5.8 ECI above it (5.6-6.7 with other bounds); the share of noise "
                  "in the variance of residuals makes 1.8 of it noise",
        .doc = "residual of the reference run, in standard deviations of release_noise"}},
      {&Params::release_noise_window,
       {.name = "release_noise_window",
        .unit = "month",
        .lower = 1,
        .upper = 60,
        .prior = Prior::uniform(2, 9),
        .confidence = Confidence::derived,
        .source = "the same regression: residuals of two models of a lab correlate by 0.32 within three months, "
                  "0.10 between three and six, 0.08 up to a year (n 31, 27, 31)",
        .doc = "months over which the noise of a lab's releases is correlated, and its choice to open them"}},
      {&Params::distillation_share,
       {.name = "distillation_share",
        .symbol = "delta_d",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.05, 0.55),
        .source = "judgement",
        .doc = "share of the ECI distance to the best teacher that distillation closes"}},
      {&Params::distillation_lag,
       {.name = "distillation_lag",
        .unit = "month",
        .lower = 1,
        .upper = 24,
        .prior = Prior::uniform(2, 8),
        .source = "judgement",
        .doc = "lag of distillation"}},
      {&Params::run_price_horizon,
       {.name = "run_price_horizon",
        .unit = "month",
        .lower = 6,
        .upper = 120,
        .prior = Prior::uniform(30, 60),
        .source = "judgement: chip life 4-6 years",
        .doc = "months over which a chip's price is charged to the runs on it"}},
  };
  return rows;
}

}  // namespace racesim

#include "racesim/model/mechanisms/training.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/mechanisms/release.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Training::flop(double compute) const {
  return compute * h100e_flop_per_second * utilisation * (duration * month_in_seconds);
}

double Training::log_effective(double log_flop, double log_a_pre, double log_a_post, const Regime& regime) const {
  const double counted = regime.counted(log_flop);
  return counted + log_a_pre + log_a_post +
         (regime.compute_intensity - 1 + scale_dependence) * (counted - log_reference_flop);
}

double Training::eci(double log_effective) const {
  return reference_eci + eci_per_magnitude * (log_effective - log_reference_flop) / math::ln10;
}

int Training::noise_window_months() const { return whole_months(noise_window, 1); }
int Training::duration_months() const { return whole_months(duration, 1); }
int Training::distillation_lag_months() const { return whole_months(distillation_lag, 1); }

namespace {

/// Compute that a run would get now: its share of what serving leaves [H100e].
double run_compute(const Stage& stage, int i) {
  const bool named = i < stage.inputs.n_named();
  const double left = named ? stage.parameters().market.left(stage.world.demand.serving_share[i]) : 1.0;
  return stage.parameters().training.share * left * stage.world.compute[i];
}

/// True when a lab without a run begins one this month. Twins that were apart fall into step again: their next start is
/// drawn at the same month, whatever happened before.
bool begins(const Stage& stage, int i) {
  if (stage.world.compute[i] <= 0 || SafetyRace::halted(stage, i)) return false;
  const double pause = stage.parameters().training.pause;
  return uniform(stage.address(StreamId::run_start, stage.inputs.labs.agent[i])) * pause < 1;
}

}  // namespace

void Training::advance(const Stage& stage, LabRange labs) {
  const Training& p = stage.parameters().training;
  World& world = stage.world;
  for (int i = labs.first; i < labs.last; ++i) {
    if (!stage.races(i)) continue;
    Project& project = world.project[i];
    bool finished = false;
    if (project.months_left > 0) {
      finished = --project.months_left == 0 && project.compute > 0;
    } else if (begins(stage, i)) {
      project = {.months_left = p.duration_months(), .compute = run_compute(stage, i)};
    }
    if (finished) {
      world.base_log_flop[i] = math::log(p.flop(project.compute));
      world.base_log_a_pre[i] = world.log_a_pre[i];
      const double own =
          p.log_effective(world.base_log_flop[i], world.log_a_pre[i], world.log_a_post[i], regime_of(stage, i));
      world.base_floor[i] = releases::base_gain(stage, i, own);
    }
    if (finished || world.rerelease[i] != 0) releases::publish(stage, i);
    releases::open_waiting(stage, i);
  }
}

}  // namespace racesim

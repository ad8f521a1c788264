#include "racesim/model/mechanisms/research.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/mechanisms/training.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Research::effort(double log_compute, double log_staff) const {
  const double a = zeta * log_compute;
  const double b = lambda * log_staff;
  const double s = compute_share;
  const double low = std::min(rho * a, rho * b);
  const double high = std::max(rho * a, rho * b);
  if (high - low < 1 && high < 1 && low > -1) {
    // Near rho = 0 the powers are all near 1: log1p and expm1 keep the digits that matter, and 0/0 is its limit.
    const double rest = s * math::expm1(rho * a) + (1 - s) * math::expm1(rho * b);
    const double log_effort = rho * rho < 1e-30 ? s * a + (1 - s) * b : math::log1p(rest) / rho;
    return math::exp(log_effort);
  }
  const double sum = s * math::exp(rho * a - high) + (1 - s) * math::exp(rho * b - high);
  return math::exp((high + math::log(sum)) / rho);
}

double Research::induced(double scarcity) const {
  return math::exp(induced_elasticity * scarcity) * (scarcity > discount_threshold ? quality_discount : 1.0);
}

double Research::gain(double research, double log_a, double growth) const {
  return returns * math::log1p(research * month_in_years * growth / returns * math::exp(-log_a / returns));
}

namespace {

/// ln A at which own progress ends for a lab, and the pace of its post-training research.
struct Pace {
  double log_ceiling = infinity;
  double post_growth = 0;
};

Pace pace(const Stage& stage, int lab) {
  Pace result{.post_growth = stage.parameters().research.post_growth};
  for (std::size_t k = 0; k < stage.setting.paradigms.size(); ++k) {
    if ((stage.world.perceived[lab] >> k & 1) == 0) continue;
    const ParadigmTraits& paradigm = stage.setting.paradigms[k];
    result.post_growth = std::max(result.post_growth, paradigm.post_growth);
    result.log_ceiling = paradigm.log_ceiling;  // the latest paradigm perceived sets the ceiling
  }
  return result;
}

}  // namespace

void Research::advance(const Stage& stage, LabRange labs) {
  const Research& p = stage.parameters().research;
  World& world = stage.world;
  const double log_c0 = math::log(p.reference_experiments);
  const double log_l0 = math::log(p.reference_staff);
  // Near-frontier experiments: the same compute buys fewer of them as the frontier run grows.
  const double frontier = p.near_frontier * (world.largest_log10_flop - log10_reference_flop) * math::ln10;
  for (int i = labs.first; i < labs.last; ++i) {
    world.gain[0][i] = world.gain[1][i] = world.research[i] = 0;
    if (!stage.races(i)) continue;
    if (i < stage.setting.n_named()) world.staff[i] = stage.inputs().staff[i];
    if (world.compute[i] <= 0) continue;
    const double log_c = math::log(p.experiment_share * world.compute[i]) - log_c0 - frontier;
    const double luck = math::exp(p.noise * world.noise[i] - p.noise * p.noise / 2);
    const double plain = world.taste[i] * p.effort(log_c, math::log(world.staff[i]) - log_l0) * luck;
    const double research = plain * p.induced(world.scarcity[i]);
    world.research[i] = research;

    const Pace own = pace(stage, i);
    const double log_a = world.log_a_pre[i] + world.log_a_post[i];
    const double ceiling = std::clamp(1 - log_a / own.log_ceiling, 0.0, 1.0);
    const auto gained = [&](double effort, double stock, double growth) {
      return quantise_log(ceiling * p.gain(effort, stock, growth));
    };
    const double pre = gained(research, world.log_a_pre[i], p.pre_growth);
    const double post = gained(research, world.log_a_post[i], own.post_growth);
    // Without scarcity the two are the same number, and nothing was induced.
    const double unprompted = research == plain ? pre + post
                                                : gained(plain, world.log_a_pre[i], p.pre_growth) +
                                                      gained(plain, world.log_a_post[i], own.post_growth);
    world.gain[static_cast<int>(Cause::own)][i] = unprompted;
    world.gain[static_cast<int>(Cause::induced)][i] = pre + post - unprompted;
    world.log_a_pre[i] += pre;
    world.log_a_post[i] += post;
  }
}

}  // namespace racesim

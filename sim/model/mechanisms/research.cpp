#include "racesim/model/mechanisms/research.hpp"

#include <algorithm>
#include <cmath>

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

double Research::lumps(double expected, double luck) const {
  const double size = quantise_log(lump_size);
  const double number = expected / lump_size;
  const double whole = std::floor(number);
  return size * (whole + (luck < number - whole ? 1 : 0));
}

namespace {

/// A month's own finds, by stock [ln].
struct Finds {
  double pre = 0;
  double post = 0;
  double total() const { return pre + post; }
};

/// Finds of a lab that researches with some effort, if progress is smooth.
Finds smooth(const Stage& stage, int i, const Regime& regime, double effort) {
  const Research& p = stage.parameters().research;
  const World& world = stage.world;
  const double room = regime.room(world.log_a_pre[i] + world.log_a_post[i]);
  const auto gained = [&](double stock, double growth) { return quantise_log(room * p.gain(effort, stock, growth)); };
  if (stage.inputs.structure.efficiency_stocks == EfficiencyStocks::one)
    return {gained(world.log_a_pre[i], regime.pre_growth + regime.post_growth), 0};
  return {gained(world.log_a_pre[i], regime.pre_growth), gained(world.log_a_post[i], regime.post_growth)};
}

/// The same in lumps, each stock with luck of its own.
Finds in_lumps(const Stage& stage, int i, const Finds& expected) {
  const Research& p = stage.parameters().research;
  const auto luck = [&](std::uint32_t stock) {
    return uniform(stage.address(StreamId::lumps, stage.inputs.labs.agent[i], stock));
  };
  return {p.lumps(expected.pre, luck(0)), expected.post > 0 ? p.lumps(expected.post, luck(1)) : 0};
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
    const bool named = i < stage.inputs.n_named();
    if (named) world.staff[i] = stage.month().staff[i] + world.finance.moved_in[i];
    if (world.compute[i] <= 0 || SafetyRace::halted(stage, i)) continue;
    // Experiments get what serving leaves.
    const double left = named ? stage.parameters().market.left(world.demand.serving_share[i]) : 1.0;
    const double log_c = math::log(p.experiment_share * left * world.compute[i]) - log_c0 - frontier;
    const double luck = math::exp(p.noise * world.noise[i] - p.noise * p.noise / 2);
    const double log_l = math::log(world.staff[i]) - log_l0 + Automation::log_multiple(Automation::of_lab(stage, i));
    const double plain = world.taste[i] * p.effort(log_c, log_l) * luck * SafetyRace::research_speed(stage, i);
    const double research = plain * p.induced(world.scarcity[i]);
    world.research[i] = research;

    const Regime regime = regime_of(stage, i);
    const Finds with = smooth(stage, i, regime, research);
    // Without scarcity the two are the same number, and nothing was induced.
    double unprompted = research == plain ? with.total() : smooth(stage, i, regime, plain).total();
    Finds found = with;
    if (stage.inputs.structure.innovation == Innovation::lumps) {
      found = in_lumps(stage, i, with);
      unprompted = with.total() > 0 ? quantise_log(found.total() * (unprompted / with.total())) : 0;
    }
    world.gain[static_cast<int>(Cause::own)][i] = unprompted;
    world.gain[static_cast<int>(Cause::induced)][i] = found.total() - unprompted;
    world.log_a_pre[i] += found.pre;
    world.log_a_post[i] += found.post;
  }
}

}  // namespace racesim

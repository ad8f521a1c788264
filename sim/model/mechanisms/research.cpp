#include "racesim/model/mechanisms/research.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/normals.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/mechanisms/training.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Research::Params::effort(double log_compute, double log_staff) const {
  const double a = compute_exponent * log_compute;
  const double b = staff_exponent * log_staff;
  const double s = compute_share;
  const double low = std::min(substitution * a, substitution * b);
  const double high = std::max(substitution * a, substitution * b);
  if (high - low < 1 && high < 1 && low > -1) {
    // Near rho = 0 the powers are all near 1: log1p and expm1 keep the digits that matter, and 0/0 is its limit.
    const double rest = s * math::expm1(substitution * a) + (1 - s) * math::expm1(substitution * b);
    const double log_effort =
        substitution * substitution < 1e-30 ? s * a + (1 - s) * b : math::log1p(rest) / substitution;
    return math::exp(log_effort);
  }
  const double sum = s * math::exp(substitution * a - high) + (1 - s) * math::exp(substitution * b - high);
  return math::exp((high + math::log(sum)) / substitution);
}

double Research::Params::induced(double scarcity) const {
  return math::exp(induced_innovation_elasticity * scarcity) *
         (scarcity > quality_discount_threshold ? quality_discount : 1.0);
}

double Research::Params::gain(double research, double log_a, double growth) const {
  return returns * math::log1p(research * month_in_years * growth / returns * math::exp(-log_a / returns));
}

double Research::Params::lumps(double expected, double draw) const {
  const double size = quantise_log(lump_size);
  const double number = expected / lump_size;
  const double whole = std::floor(number);
  return size * (whole + (draw < number - whole ? 1 : 0));
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
  const Research::Params& p = stage.parameters().research;
  const Efficiency::State& known = stage.world.efficiency;
  const double headroom = regime.headroom(known.log_a(i));
  const auto gained = [&](double stock, double growth) {
    return quantise_log(headroom * p.gain(effort, stock, growth));
  };
  if (stage.inputs.structure.efficiency_stocks == EfficiencyStocks::one)
    return {gained(known.log_a_pre[i], regime.pre_growth + regime.post_growth), 0};
  return {gained(known.log_a_pre[i], regime.pre_growth), gained(known.log_a_post[i], regime.post_growth)};
}

/// The same in lumps, each stock with a draw of its own.
Finds in_lumps(const Stage& stage, int i, const Finds& expected) {
  const Research::Params& p = stage.parameters().research;
  const auto draw = [&](std::uint32_t stock) {
    return uniform(stage.address(StreamId::lumps, stage.inputs.labs.agent[i], stock));
  };
  return {p.lumps(expected.pre, draw(0)), expected.post > 0 ? p.lumps(expected.post, draw(1)) : 0};
}

}  // namespace

void Research::start(const Inputs& inputs, std::uint32_t replicate, State& own) {
  std::ranges::copy(inputs.labs.staff, own.staff.begin());
  for (int i = 0; i < inputs.n_labs(); ++i) {
    const Address at{
        .seed = inputs.seed, .replicate = replicate, .stream = StreamId::talent, .agent = inputs.labs.agent[i]};
    own.taste[i] = math::exp(inputs.parameters.research.taste_sd * normal(at));
  }
}

void Research::draw_noise(const Stage& stage, State& own, Range labs) {
  const std::size_t n = labs.last - labs.first;
  normals(stage.address(StreamId::research, 0), {&stage.inputs.labs.agent[labs.first], n}, {&own.noise[labs.first], n});
}

void Research::advance(const Stage& stage, State& own, Range labs) {
  const Research::Params& p = stage.parameters().research;
  const World& world = stage.world;
  const double log_c0 = math::log(p.reference_experiments);
  const double log_l0 = math::log(p.reference_staff);
  // Near-frontier experiments: the same compute buys fewer of them as the frontier run grows.
  const double frontier =
      p.near_frontier_experiments * (world.frontier.largest_log10_flop - log10_reference_flop) * math::ln10;
  for (int i = labs.first; i < labs.last; ++i) {
    own.pre[i] = own.post[i] = own.induced[i] = own.output[i] = 0;
    if (!stage.races(i)) {
      if (stage.has_left(i)) own.staff[i] = 0;
      continue;
    }
    const bool named = i < stage.inputs.n_named();
    if (named) own.staff[i] = stage.month().staff[i] + world.exits.moved_in[i];
    if (world.fleet.compute[i] <= 0 || SafetyRace::halted(stage, i)) continue;
    // Experiments get what serving leaves.
    const double left = named ? stage.parameters().model_market.left(world.model_market.serving_share[i]) : 1.0;
    const double log_c = math::log(p.experiment_share * left * world.fleet.compute[i]) - log_c0 - frontier;
    const double noise = math::exp(p.noise * own.noise[i] - p.noise * p.noise / 2);
    const double log_l =
        math::log(own.staff[i]) - log_l0 + Automation::Params::log_multiple(Automation::of_lab(stage, i));
    const double plain = own.taste[i] * p.effort(log_c, log_l) * noise * SafetyRace::research_speed(stage, i);
    const double research = plain * p.induced(world.scarcity.perceived[i]);
    own.output[i] = research;

    const Regime regime = regime_of(stage, i);
    const Finds with = smooth(stage, i, regime, research);
    // Without scarcity the two are the same number, and nothing was induced.
    double unprompted = research == plain ? with.total() : smooth(stage, i, regime, plain).total();
    Finds found = with;
    if (stage.inputs.structure.innovation == Innovation::lumps) {
      found = in_lumps(stage, i, with);
      unprompted = with.total() > 0 ? quantise_log(found.total() * (unprompted / with.total())) : 0;
    }
    own.pre[i] = found.pre;
    own.post[i] = found.post;
    own.induced[i] = found.total() - unprompted;
  }
}

}  // namespace racesim

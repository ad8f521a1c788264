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

std::span<const Parameter<Research::Params>> Research::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::returns,
       {.name = "research_returns",
        .symbol = "r",
        .lower = 0.1,
        .upper = 10,
        .prior = Prior::lognormal(1.0, 3.5),
        .confidence = Confidence::verified,
        .source = "AI Futures Model 2.40; Davidson full takeoff model 1.25 (0.8-5)",
        .doc = "returns to cumulative research"}},
      {&Params::substitution,
       {.name = "research_substitution",
        .symbol = "rho",
        .lower = -50,
        .upper = 0.99,
        .prior = Prior::uniform(-1.5, 0.5),
        .confidence = Confidence::verified,
        .source = "AI Futures Model -0.137; Whitfill & Wu 2507.23181: sigma 2.58 with raw compute, "
                  "about 0 with frontier experiments",
        .doc = "CES exponent of compute and staff; elasticity of substitution 1/(1-rho)"}},
      {&Params::compute_exponent,
       {.name = "research_compute_exponent",
        .symbol = "zeta",
        .lower = 0.01,
        .upper = 2,
        .prior = Prior::uniform(0.4, 0.7),
        .confidence = Confidence::verified,
        .source = "AI Futures Model 0.562; Davidson 0.4",
        .doc = "diminishing returns to experiment compute"}},
      {&Params::compute_share,
       {.name = "research_compute_share",
        .symbol = "s_C",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.3, 0.75),
        .confidence = Confidence::derived,
        .source = "AI Futures Model 0.69; Davidson 0.3",
        .doc = "weight of compute in research effort"}},
      {&Params::staff_exponent,
       {.name = "research_staff_exponent",
        .symbol = "lambda",
        .lower = 0.01,
        .upper = 2,
        .prior = Prior::uniform(0.3, 0.8),
        .confidence = Confidence::verified,
        .source = "AI Futures Model 0.5; Davidson 0.7",
        .doc = "diminishing returns to staff"}},
      {&Params::pre_training_growth,
       {.name = "pre_training_growth",
        .symbol = "g0_pre",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0.6, 1.7),
        .confidence = Confidence::excerpt,
        .source = "Ho et al. 2024, arXiv 2403.05812: compute for a fixed loss halves every 8 months (5-14)",
        .doc = "growth of pre-training efficiency of the reference lab"}},
      {&Params::post_training_growth,
       {.name = "post_training_growth",
        .symbol = "g0_post",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0, 0.35),
        .confidence = Confidence::derived,
        .source = "derived from Epoch AI, ECI at known compute, before 2024-09",
        .doc = "growth of post-training efficiency before any paradigm raises it"}},
      {&Params::near_frontier_experiments,
       {.name = "near_frontier_experiments",
        .symbol = "eta_fe",
        .lower = 0,
        .upper = 1,
        .confidence = Confidence::excerpt,
        .source = "Whitfill & Wu 2507.23181: a named variant",
        .doc = "0: raw compute counts; 1: experiments must be near the frontier's size"}},
      {&Params::induced_innovation_elasticity,
       {.name = "induced_innovation_elasticity",
        .symbol = "eps",
        .lower = -3,
        .upper = 3,
        .prior = Prior::normal(-0.15, 0.8),
        .confidence = Confidence::excerpt,
        .source = "two-signed: CEPR DP20690 (R&D +49 %, patents +41 %), World Bank "
                  "WPS 10950 (patents -10 %); energy about 0.35",
        .doc = "elasticity of research effort in scarcity: the catalyst"}},
      {&Params::quality_discount,
       {.name = "quality_discount",
        .symbol = "q",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.6, 1.0),
        .confidence = Confidence::excerpt,
        .source = "World Bank WPS 10950: quality-adjusted patents -14.0 %",
        .doc = "quality of research under scarcity"}},
      {&Params::quality_discount_threshold,
       {.name = "quality_discount_threshold",
        .symbol = "u0",
        .unit = "ln",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0.02, 0.3),
        .source = "judgement",
        .doc = "scarcity above which the quality discount holds"}},
      {&Params::noise,
       {.name = "research_noise",
        .symbol = "sigma_R",
        .unit = "ln",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.1, 0.4),
        .source = "judgement",
        .doc = "monthly noise of research, mean 1"}},
      {&Params::taste_sd,
       {.name = "taste_spread",
        .symbol = "sigma_T",
        .unit = "ln",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.05, 0.3),
        .source = "judgement; people: 99.9th percentile 3.25-3.7x (AI Futures Model)",
        .doc = "spread of research taste between labs, drawn once a run"}},
      {&Params::reference_experiments,
       {.name = "reference_experiments",
        .symbol = "C0",
        .unit = "H100e",
        .lower = 1,
        .upper = 1e9,
        .confidence = Confidence::derived,
        .source = "0.35 of 46k and 54k H100e of OpenAI and Google DeepMind, "
                  "geometric mean (lab_paths.csv run through the market)",
        .doc = "experiment compute of the frontier labs at 2023-03, where A = 1"}},
      {&Params::reference_staff,
       {.name = "reference_staff",
        .symbol = "L0",
        .unit = "people",
        .lower = 1,
        .upper = 1e9,
        .confidence = Confidence::derived,
        .source = "270 and 2,260 people of OpenAI and Google DeepMind, geometric mean (lab_paths.csv, Epoch AI)",
        .doc = "research staff of the frontier labs at 2023-03"}},
      {&Params::experiment_share,
       {.name = "experiment_share",
        .lower = 0.001,
        .upper = 1,
        .prior = Prior::uniform(0.25, 0.45),
        .confidence = Confidence::derived,
        .source = "Epoch AI, OpenAI compute spending 2024",
        .doc = "share of compute that runs experiments"}},
      {&Params::staff_growth,
       {.name = "staff_growth",
        .unit = "ln/yr",
        .lower = -1,
        .upper = 2,
        .prior = Prior::uniform(0.113, 0.53),
        .confidence = Confidence::derived,
        .source = "1.3x/yr (1.12-1.7), Epoch AI headcounts and Clymer",
        .doc = "growth of staff after the data"}},
      {&Params::lump_size,
       {.name = "lump_size",
        .unit = "ln",
        .lower = 0.001,
        .upper = 5,
        .prior = Prior::loguniform(0.03, 0.3),
        .source = "judgement; steps of 0-15 % in K+S (Dosi, Fagiolo & Roventini 2010)",
        .doc = "size of an innovation where they come in lumps"}},
  };
  return rows;
}

}  // namespace racesim

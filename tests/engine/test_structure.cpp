// Each structural switch and each preset of a form changes what it says, and nothing undoes it.
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/io/writer.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

Scenario with(const Structure& structure, int months = 60) {
  Scenario scenario = shortened(baseline(), months);
  scenario.structure = structure;
  return scenario;
}

/// The baseline with presets laid over it.
Scenario with_presets(std::vector<std::string> presets, int months = 60) {
  for (std::string& preset : presets) preset = scenario_directory + "presets/" + preset + ".yaml";
  std::vector<Diagnostic> warnings;
  return shortened(load_scenario(scenario_directory + "baseline.yaml", {}, warnings, presets).value, months);
}

double rho(const std::string& preset) { return inputs_of(with_presets({preset}, 1)).parameters.research.substitution; }

}  // namespace

TEST_CASE("the elasticity of substitution is the one that the preset names") {
  CHECK(rho("complements") == 1 - 1 / 0.3);
  CHECK(rho("moderate_substitution") == 1 - 1 / 0.88);
  CHECK(rho("substitutes") == 1 - 1 / 2.6);
}

TEST_CASE("what a tenth of the compute costs in effort is more the less people can replace it") {
  double effort = 0;
  for (const char* preset : {"complements", "moderate_substitution", "substitutes"}) {
    Research::Params p;
    p.substitution = rho(preset);
    const double left = p.effort(std::log(0.1), 0);
    CHECK(left > effort);
    effort = left;
  }
}

TEST_CASE("near-frontier experiments get dearer as the frontier run grows, raw ones do not") {
  const auto research = [](const char* preset, double run) {
    const Inputs inputs = inputs_of(with_presets({preset}, 24));
    World world = start_of(inputs);
    advance(inputs, world, 12);
    world.frontier.largest_log10_flop = run;
    Research::advance({inputs, world, 12, 0}, world.research, {0, 1});
    Efficiency::advance({inputs, world, 12, 0}, world.efficiency, {0, 1});
    return world.research.output[0];
  };
  CHECK(research("raw_experiments", 26) == research("raw_experiments", 28));
  CHECK(research("near_frontier_experiments", 28) < research("near_frontier_experiments", 26));
}

TEST_CASE("scale-dependent efficiency is worth its share of every ln of compute") {
  for (const auto& [preset, omega] :
       {std::pair{"no_scale_dependence", 0.0}, {"weak_scale_dependence", 0.1}, {"strong_scale_dependence", 0.2}}) {
    const Training::Params p = inputs_of(with_presets({preset}, 1)).parameters.training;
    CHECK(p.log_effective(62, 0, 0) - p.log_effective(61, 0, 0) == Approx(1 + omega).epsilon(1e-12));
  }
}

TEST_CASE("drawing parameters does not undo a preset, and the record says what ran") {
  const Scenario scenario = with_presets({"substitutes", "strong_scale_dependence"}, 12);
  const auto batches = run(scenario, {.count = 3, .sample = true});
  std::size_t k = 0;
  const Parameters defaults;
  Parameters::for_each(defaults, [&](double, const Field& field) {
    for (const std::vector<double>& drawn : batches[0].drawn) {
      if (field.name == "research.substitution") CHECK(drawn[k] == 1 - 1 / 2.6);
      if (field.name == "training.scale_dependence") CHECK(drawn[k] == 0.2);
    }
    ++k;
  });
}

TEST_CASE("one stock of efficiency starts with the sum of both and grows at the sum of both paces") {
  const Inputs two = inputs_of(with({})), one = inputs_of(with({.efficiency_stocks = EfficiencyStocks::one}));
  World a = start_of(two), b = start_of(one);
  for (int i = 0; i < two.n_labs(); ++i) {
    CHECK(b.efficiency.log_a_pre[i] == a.efficiency.log_a_pre[i] + a.efficiency.log_a_post[i]);
    CHECK(b.efficiency.log_a_post[i] == 0);
    a.efficiency.log_a_pre[i] = a.efficiency.log_a_post[i] = b.efficiency.log_a_pre[i] = 0;
    a.fleet.compute[i] = b.fleet.compute[i] = 3e4;
  }
  for (World* world : {&a, &b}) std::ranges::fill(world->research.noise, 0.0);
  Research::advance({two, a, 0, 0}, a.research, {0, 1});
  Efficiency::advance({two, a, 0, 0}, a.efficiency, {0, 1});
  Research::advance({one, b, 0, 0}, b.research, {0, 1});
  Efficiency::advance({one, b, 0, 0}, b.efficiency, {0, 1});
  CHECK(b.research.output[0] == a.research.output[0]);
  const Research::Params& p = one.parameters.research;
  CHECK(b.efficiency.log_a_pre[0] ==
        Approx(p.gain(b.research.output[0], 0, p.pre_training_growth + p.post_training_growth)).margin(1e-11));
  CHECK(b.efficiency.log_a_pre[0] <
        a.efficiency.log_a_pre[0] + a.efficiency.log_a_post[0]);  // one stock runs into its own difficulty
  CHECK(b.efficiency.log_a_pre[0] > 0.9 * (a.efficiency.log_a_pre[0] + a.efficiency.log_a_post[0]));
  const World end = end_of(one);
  for (double post : end.efficiency.log_a_post) CHECK(post == 0);
  for (const Release& release : end.releases.latest) CHECK(release.part[static_cast<int>(Part::post_training)] == 0);
}

TEST_CASE("with one stock the catalyst breaks even at 1/r + zeta s_C, with two at 1/(2 r) + zeta s_C") {
  for (EfficiencyStocks stocks : {EfficiencyStocks::one, EfficiencyStocks::two}) {
    Scenario scenario = with({.efficiency_stocks = stocks});
    scenario.clock.end = Month::of(2141, 12);
    scenario.policies.clear();
    scenario.paradigms.clear();
    for (Lab& lab : scenario.labs) {
      lab.entry.reset();
      lab.initial_log_a_pre = lab.initial_log_a_post = 0;
    }
    Research::Params& p = scenario.parameters.values.research;
    p.substitution = p.noise = p.taste_sd = 0;
    p.quality_discount = 1;
    p.post_training_growth = 0.6;
    const double returns = stocks == EfficiencyStocks::one ? p.returns : 2 * p.returns;
    p.induced_innovation_elasticity = 1 / returns + p.compute_exponent * p.compute_share;
    if (stocks == EfficiencyStocks::one) CHECK(p.induced_innovation_elasticity == Approx(0.836));
    Inputs inputs = inputs_of(scenario);
    World world = start_of(inputs);
    std::ranges::fill(world.research.noise, 0.0);
    const double cut = 0.5;
    for (int t = 0; t < inputs.months; ++t) {
      const double years = t * month_in_years;
      for (int i : {0, 1}) {
        world.scarcity.perceived[i] = i * cut;
        world.fleet.compute[i] = p.reference_experiments / p.experiment_share * math::exp(0.8 * years - i * cut);
        inputs.timeline.months[t].staff[i] = p.reference_staff * math::exp(0.3 * years);
      }
      Research::advance({inputs, world, t, 0}, world.research, {0, 2});
      Efficiency::advance({inputs, world, t, 0}, world.efficiency, {0, 2});
    }
    const auto log_a = [&](int i) { return world.efficiency.log_a_pre[i] + world.efficiency.log_a_post[i]; };
    CHECK(log_a(1) - log_a(0) == Approx(cut).epsilon(1e-7));
  }
}

TEST_CASE("lumps are whole, and their mean is the gain that they stand for") {
  const Research::Params p{.lump_size = 0.1};
  const double size = p.lumps(0.1, 0.5);
  CHECK(size == Approx(0.1).margin(1e-11));
  for (double expected : {0.0, 0.004, 0.07, 0.25, 1.0}) {
    double sum = 0;
    constexpr int n = 1000;
    for (int k = 0; k < n; ++k) {  // the mean over all draws, by the midpoint rule
      const double lump = p.lumps(expected, (k + 0.5) / n);
      CHECK(std::fabs(lump / size - std::round(lump / size)) < 1e-9);
      sum += lump;
    }
    CHECK(sum / n == Approx(expected).margin(0.1 / n));
  }
}

TEST_CASE("in lumps labs find as much as smoothly, on average, and scarcity induces the same share of it") {
  const Inputs smooth = inputs_of(with({})), lumpy = inputs_of(with({.innovation = Innovation::lumps}));
  constexpr int month = 40, runs = 3000;
  World start = start_of(smooth);
  advance(smooth, start, month);
  World exact = start;
  Research::advance({smooth, exact, month, 0}, exact.research, {0, smooth.n_named()});
  Efficiency::advance({smooth, exact, month, 0}, exact.efficiency, {0, smooth.n_named()});
  double sum = 0, squares = 0, expected = 0, own = 0, induced = 0;
  for (int i = 0; i < smooth.n_named(); ++i) expected += exact.efficiency.gain[0][i] + exact.efficiency.gain[1][i];
  World world = start;
  for (int r = 0; r < runs; ++r) {
    world.efficiency.log_a_pre = start.efficiency.log_a_pre;
    world.efficiency.log_a_post = start.efficiency.log_a_post;
    Research::advance({lumpy, world, month, static_cast<std::uint32_t>(r)}, world.research, {0, lumpy.n_named()});
    Efficiency::advance({lumpy, world, month, static_cast<std::uint32_t>(r)}, world.efficiency, {0, lumpy.n_named()});
    double total = 0;
    for (int i = 0; i < lumpy.n_named(); ++i) {
      total += world.efficiency.gain[0][i] + world.efficiency.gain[1][i];
      own += world.efficiency.gain[0][i];
      induced += world.efficiency.gain[1][i];
    }
    sum += total;
    squares += total * total;
  }
  const double mean = sum / runs, error = std::sqrt((squares / runs - mean * mean) / runs);
  INFO(mean << " +- " << error << " for " << expected);
  CHECK(std::fabs(mean - expected) < 3.5 * error);
  CHECK(error < 0.05 * expected);
  double exact_own = 0, exact_induced = 0;
  for (int i = 0; i < smooth.n_named(); ++i)
    exact_own += exact.efficiency.gain[0][i], exact_induced += exact.efficiency.gain[1][i];
  REQUIRE(exact_induced != 0);
  CHECK(induced / own == Approx(exact_induced / exact_own).epsilon(0.35));
}

TEST_CASE("a resolved scenario names every switch") {
  const std::string text = write_resolved(baseline(), {});
  for (const char* key :
       {"structure:", "efficiency_stocks: two", "innovation: smooth", "automation: false", "safety_race: false"}) {
    INFO(key);
    CHECK(text.find(key) != std::string::npos);
  }
}

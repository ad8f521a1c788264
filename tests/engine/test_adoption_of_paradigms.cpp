// What a paradigm asks of a lab and gives it: limits, loss of competence, the choice to adopt it.
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/model/bands.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

Paradigm named(const char* name) {
  Paradigm paradigm;
  paradigm.name = name;
  paradigm.jump_sd = 0;
  return paradigm;
}

Scenario with(std::vector<Paradigm> paradigms, int months = 60) {
  Scenario scenario = shortened(baseline(), months);
  scenario.paradigms = std::move(paradigms);
  return scenario;
}

/// A world in which the paradigms have arrived in the months given.
World after_arrivals(const Inputs& inputs, const std::vector<int>& months) {
  World world = start_of(inputs);
  for (std::size_t k = 0; k < months.size(); ++k) {
    world.paradigms.arrived[k] = months[k];
    world.paradigms.jump[k] = inputs.paradigms[k].jump_mean;
  }
  return world;
}

}  // namespace

TEST_CASE("the paradigm that arrived last among those adopted sets the limits, wherever it stands in the list") {
  Paradigm early = named("early"), late = named("late");
  early.ceiling = 3;
  early.compute_intensity = 0.7;
  early.compute_ceiling = 1e26;
  early.pre_training_growth = 0.4;
  late.ceiling = 8;
  late.post_training_growth = 2;
  for (bool swapped : {false, true}) {
    const Inputs inputs = inputs_of(swapped ? with({late, early}) : with({early, late}));
    World world = after_arrivals(inputs, swapped ? std::vector{20, 10} : std::vector{10, 20});
    const Stage stage{inputs, world, 30, 0};
    const Regime both = regime_under(stage, 3);
    CHECK(both.log_ceiling == 8);
    CHECK(both.compute_intensity == 1);
    CHECK(both.log_compute_ceiling == infinity);
    CHECK(both.pre_growth == 0.4);  // the late one says nothing of it
    CHECK(both.post_growth == 2);
    const Regime only_early = regime_under(stage, swapped ? 2 : 1);
    CHECK(only_early.log_ceiling == 3);
    CHECK(only_early.log_compute_ceiling == Approx(std::log(1e26)).epsilon(1e-14));
    CHECK(only_early.post_growth == inputs.parameters.research.post_training_growth);
    // Of two that arrive together the later in the list rules.
    for (int& month : world.paradigms.arrived) month = 5;
    CHECK(regime_under(stage, 3).log_ceiling == (swapped ? 3 : 8));
  }
}

TEST_CASE("a paradigm from before the clock is held by every lab from the start, without a jump or a loss") {
  Paradigm scaling = named("scaling");
  scaling.arrives = Month::of(2012, 9);
  scaling.competence_destruction = 1;
  scaling.jump_mean = 50;
  const Inputs inputs = inputs_of(with({scaling}));
  const World world = end_of(inputs);
  for (int i = 0; i < inputs.n_labs(); ++i) CHECK(world.paradigms.adopted[i] == 1);
  CHECK(world.paradigms.jump[0] == 0);
  CHECK(world.efficiency.log_a_pre == end_of(with({})).efficiency.log_a_pre);
  CHECK(world.releases.best_eci == end_of(with({})).releases.best_eci);
}

TEST_CASE("a ceiling of what everybody holds is where own progress ends") {
  Paradigm scaling = named("scaling");
  scaling.arrives = Month::of(2022, 1);
  scaling.ceiling = 0.5;
  Scenario scenario = with({scaling}, 108);
  const Inputs inputs = inputs_of(scenario);
  World world = start_of(inputs);
  for (int t = 0; t < inputs.months; ++t) {
    advance(inputs, world, 1);
    for (int i = 0; i < inputs.n_named(); ++i) {
      const double gain = world.efficiency.gain[0][i] + world.efficiency.gain[1][i];
      if (world.efficiency.log_a_pre[i] + world.efficiency.log_a_post[i] - gain > 0.55) CHECK(gain == 0);
      CHECK(world.efficiency.log_a_pre[i] + world.efficiency.log_a_post[i] < 1);
    }
  }
}

TEST_CASE("distance in compute counts gamma, and beyond the ceiling nothing") {
  const Training::Params p{.scale_dependence = 0.1};
  const double far = log_reference_flop + 4;
  CHECK(p.log_effective(far, 0.3, 0.2, {.compute_intensity = 0.5}) ==
        Approx(log_reference_flop + 4 * (0.5 + 0.1) + 0.5).epsilon(1e-14));
  const Regime ends{.log_compute_ceiling = log_reference_flop + 1};
  CHECK(p.log_effective(far, 0.3, 0.2, ends) == p.log_effective(far + 9, 0.3, 0.2, ends));
  CHECK(p.log_effective(far, 0.3, 0.2, ends) == Approx(log_reference_flop + 1.1 + 0.5).epsilon(1e-14));
  CHECK(p.log_effective(far, 0.3, 0.2, Regime{}) == p.log_effective(far, 0.3, 0.2));
}

TEST_CASE("adopting costs the share of positive knowledge that it makes obsolete, no more and no less") {
  Paradigm light = named("light");
  light.arrives = Month::of(2023, 6);
  light.competence_destruction = 0.25;
  light.jump_mean = 90;
  Scenario scenario = with({light});
  scenario.parameters.values.paradigms.perception = 1;
  scenario.parameters.values.paradigms.lock_in = 0;
  const Inputs inputs = inputs_of(scenario);
  World world = start_of(inputs);
  advance(inputs, world, 17);
  const World before = world;
  const Stage stage{inputs, world, 17, 0};
  Paradigms::arrive(stage, world.paradigms);
  Paradigms::adopt(stage, world.paradigms, {0, inputs.n_labs()});
  int losers = 0;
  for (int i = 0; i < inputs.n_named(); ++i) {
    const double pre = std::max(0.0, before.efficiency.log_a_pre[i]),
                 post = std::max(0.0, before.efficiency.log_a_post[i]);
    if (!stage.races(i)) continue;
    CHECK(world.paradigms.adopted[i] == 1);
    CHECK(world.paradigms.pre[i] == Approx(-0.25 * pre).margin(1e-12));
    CHECK(world.paradigms.post[i] == Approx(-0.25 * post).margin(1e-12));
    const double base = before.training.base_log_a_pre[i];  // what models embody ages alike
    CHECK(base - Paradigms::kept(stage, i, base) == Approx(0.25 * std::max(0.0, base)).margin(1e-12));
    losers += pre > 0 ? 1 : 0;
  }
  CHECK(losers >= 3);
}

TEST_CASE("nobody adopts what would cost more than it brings, and all look again when it pays") {
  Paradigm ruinous = named("ruinous");
  ruinous.arrives = Month::of(2023, 6);
  ruinous.competence_destruction = 1;
  ruinous.jump_mean = 0.01;
  Scenario scenario = with({ruinous});
  scenario.parameters.values.paradigms.perception = 1;
  scenario.parameters.values.paradigms.lock_in = 0;
  for (Lab& lab : scenario.labs) lab.initial_log_a_pre = 0.5;  // everybody has something to lose
  const Inputs inputs = inputs_of(scenario);
  World world = end_of(inputs);
  for (int i = 0; i < inputs.n_named(); ++i) CHECK(world.paradigms.adopted[i] == 0);
  world.paradigms.jump[0] = 1000;
  const Stage stage{inputs, world, inputs.months - 1, 0};
  Paradigms::adopt(stage, world.paradigms, {0, inputs.n_labs()});
  for (int i = 0; i < inputs.n_named(); ++i) CHECK(world.paradigms.adopted[i] == 1);
}

TEST_CASE("what a paradigm made obsolete cannot be learnt back from those who kept it") {
  Paradigm light = named("light");
  light.arrives = Month::of(2023, 6);
  light.competence_destruction = 0.5;
  Scenario scenario = with({light});
  scenario.parameters.values.diffusion.espionage_rate = 0;
  const Inputs inputs = inputs_of(scenario);
  World world = after_arrivals(inputs, {17});
  world.t = 20;
  for (auto* past : {&world.frontier.past_log_a_pre, &world.frontier.past_log_a_post, &world.frontier.past_open_pre,
                     &world.frontier.past_open_post}) {
    std::ranges::fill(past->cells(), 2.0);
  }
  std::ranges::fill(world.efficiency.log_a_pre, 2.0);
  std::ranges::fill(world.efficiency.log_a_post, 2.0);
  const auto learnt = [&](double own) {
    world.efficiency.log_a_pre[0] = world.efficiency.log_a_post[0] = own;
    Diffusion::advance({inputs, world, 20, 0}, world.diffusion, {0, 1});
    double sum = 0;
    for (std::size_t c = 0; c < std::size(Diffusion::causes); ++c)
      sum += world.diffusion.pre[c][0] + world.diffusion.post[c][0];
    return sum;
  };
  const double before = learnt(0.8);  // a lab of the old paradigm, 1.2 behind
  CHECK(before > 0);
  world.paradigms.adopted[0] = 1;
  CHECK(learnt(1.0) == 0);  // everybody else knows 2, of which half is left
  CHECK(learnt(0.8) == Approx(before / 6).epsilon(1e-9));
  std::ranges::fill(world.paradigms.adopted, 1u);
  CHECK(learnt(0.8) == Approx(before).epsilon(1e-9));
}

TEST_CASE("what a lab expects of a paradigm is its jump, what its compute is worth under it, and the loss") {
  Paradigm light = named("light");
  light.arrives = Month::of(2024, 6);
  light.compute_intensity = 0.5;
  light.competence_destruction = 0.1;
  light.jump_mean = 5;
  const Inputs inputs = inputs_of(with({light}));
  World world = after_arrivals(inputs, {29});
  const Training::Params& p = inputs.parameters.training;
  const Stage stage{inputs, world, 29, 0};
  for (double compute : {1e3, 1e5, 1e7}) {
    world.fleet.compute[0] = compute;
    world.efficiency.log_a_pre[0] = 1.5;
    world.efficiency.log_a_post[0] = -0.2;
    const double scale = std::log(p.flop(p.share * compute)) - log_reference_flop;
    const double expected = 5 + p.eci_per_magnitude / std::log(10) * (-0.5 * scale - 0.1 * 1.5);
    CHECK(Paradigms::expected_gain(stage, 0, 0) == Approx(expected).epsilon(1e-9));
  }
  CHECK(Paradigms::expected_gain(stage, 0, 0) < 0);  // who has much compute stays with what rewards it
}

TEST_CASE("where scaling ends the frontier ends up lower, and a bloc behind in compute less far behind") {
  Scenario plain = with({named("scaling")}, 108);
  plain.paradigms[0].arrives = Month::of(2012, 9);
  plain.parameters.values.training.release_noise = 0;
  Scenario ends = plain;
  ends.paradigms[0].compute_ceiling = 5e25;
  constexpr int runs = 16;  // of one batch
  const auto frontier = static_cast<std::size_t>(find_observable("eci_frontier"));
  const auto gap = static_cast<std::size_t>(find_observable("eci_gap"));
  const auto a = run(plain, {.count = runs}), b = run(ends, {.count = runs});
  const auto last = [](const std::vector<float>& series, int run, int width) {
    return static_cast<double>(series[static_cast<std::size_t>((run * 108 + 107) * width)]);
  };
  double sum = 0, squares = 0;
  for (int r = 0; r < runs; ++r) {
    CHECK(last(b[0].series[frontier], r, 3) < last(a[0].series[frontier], r, 3));
    const double change = last(b[0].series[gap], r, 1) - last(a[0].series[gap], r, 1);
    sum += change;
    squares += change * change;
  }
  const double mean = sum / runs, error = std::sqrt((squares / runs - mean * mean) / (runs - 1));
  INFO("change of the gap " << mean << " +- " << error);
  CHECK(mean < -2 * error);
}

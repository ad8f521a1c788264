// Precaution or speed: payoffs, their closed-form thresholds, stances and accidents.
#include <cmath>

#include "racesim/model/bands.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

constexpr bool safe = false, unsafe = true;

SafetyRace::Params game(double speed, double survival) {
  SafetyRace::Params p;
  p.unsafe_speed = speed;
  p.accident_probability = 1 - survival;
  return p;
}

/// Survival at which `better(p)` turns from true to false, by bisection.
template <class Better>
double turning_point(double speed, double prize, Better&& better) {
  double low = 0, high = 1;
  for (int k = 0; k < 60; ++k) {
    const double middle = (low + high) / 2;
    SafetyRace::Params p = game(speed, middle);
    p.prize = prize;
    (better(p) ? low : high) = middle;
  }
  return low;
}

bool safety_dominates_in_risk(const SafetyRace::Params& p) {
  return p.payoff(safe, safe) + p.payoff(safe, unsafe) > p.payoff(unsafe, safe) + p.payoff(unsafe, unsafe);
}
bool safety_is_better_for_all(const SafetyRace::Params& p) { return p.payoff(safe, safe) > p.payoff(unsafe, unsafe); }

Scenario with_race(int months = 60) {
  Scenario scenario = shortened(baseline(), months);
  scenario.structure.safety_race = true;
  return scenario;
}

double unsafe_labs(const World& world) {
  double count = 0;
  for (std::uint8_t x : world.safety_race.unsafe) count += x;
  return count;
}

}  // namespace

TEST_CASE("payoffs of a round are those of the game") {
  SafetyRace::Params p = game(3, 0.4);
  p.prize = 0;  // the rounds alone
  CHECK(p.payoff(safe, safe) == Approx(4.0 / 2 - 1));
  CHECK(p.payoff(safe, unsafe) == Approx(4.0 / 4 - 1));
  CHECK(p.payoff(unsafe, safe) == Approx(3 * 4.0 / 4));
  CHECK(p.payoff(unsafe, unsafe) == Approx(4.0 / 2));
  p.prize = 1e4;
  CHECK(p.payoff(safe, safe) == Approx(1 + 50));
  CHECK(p.payoff(unsafe, safe) == Approx(3 + 0.4 * 3 * 100));
  CHECK(p.payoff(unsafe, unsafe) == Approx(2 + 0.4 * 3 * 50));
}

TEST_CASE("the thresholds in closed form are where the payoffs turn") {
  for (double speed : {1.2, 1.5, 3.0, 5.0}) {
    for (double prize : {2e3, 1e4, 1e9}) {
      SafetyRace::Params p = game(speed, 0.5);
      p.prize = prize;
      INFO("speed " << speed << ", prize " << prize);
      CHECK(p.risk_dominance_survival() == Approx(turning_point(speed, prize, safety_dominates_in_risk)).margin(1e-9));
      CHECK(p.welfare_survival() == Approx(turning_point(speed, prize, safety_is_better_for_all)).margin(1e-9));
    }
  }
}

TEST_CASE("for a large prize precaution is risk-dominant below a survival of 1/(3 s), and better for all below 1/s") {
  for (double speed : {1.2, 2.0, 5.0}) {
    SafetyRace::Params p = game(speed, 0.5);
    p.prize = 1e10;
    CHECK(p.risk_dominance_survival() == Approx(1 / (3 * speed)).epsilon(1e-6));
    CHECK(p.welfare_survival() == Approx(1 / speed).epsilon(1e-6));
  }
}

TEST_CASE("where disaster is sure for who skips precautions labs take them, where it is rare they race") {
  // Long runs with few explorers: mean number of unsafe labs over the last half.
  const auto unsafe_share = [](double accident) {
    Scenario scenario = with_race(108);
    SafetyRace::Params& p = scenario.parameters.values.safety_race;
    p.accident_probability = accident;
    p.accident_halt = 0;
    p.imitation = 0.1;
    const Inputs inputs = inputs_of(scenario);
    double sum = 0;
    for (std::uint32_t r = 0; r < 5; ++r) {
      World world = start_of(inputs, r);
      for (int t = 0; t < inputs.months; ++t) {
        SafetyRace::advance({inputs, world, t, r}, world.safety_race);
        if (t >= 54) sum += unsafe_labs(world) / inputs.n_named();
      }
    }
    return sum / (5 * 54);
  };
  CHECK(unsafe_share(1.0) < 0.2);
  CHECK(unsafe_share(0.05) > 0.8);
}

TEST_CASE("safe labs research at 1/s of the speed, and nobody else is touched") {
  const Inputs inputs = inputs_of(with_race(24)), off = inputs_of(shortened(baseline(), 24));
  World a = start_of(off);
  advance(off, a, 12);
  World b = a;
  for (int i = 0; i < inputs.n_named(); ++i) b.safety_race.unsafe[i] = i % 2 == 1 ? 1 : 0;
  Research::advance({off, a, 12, 0}, a.research, {0, off.n_named()});
  Efficiency::advance({off, a, 12, 0}, a.efficiency, {0, off.n_named()});
  Research::advance({inputs, b, 12, 0}, b.research, {0, off.n_named()});
  Efficiency::advance({inputs, b, 12, 0}, b.efficiency, {0, off.n_named()});
  const double s = inputs.parameters.safety_race.unsafe_speed;
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (i % 2 == 1) {
      CHECK(b.research.output[i] == a.research.output[i]);
    } else {
      CHECK(b.research.output[i] == Approx(a.research.output[i] / s).epsilon(1e-14));
    }
  }
}

TEST_CASE("an accident withdraws the release and stops the lab for its months") {
  Scenario scenario = with_race(60);
  SafetyRace::Params& p = scenario.parameters.values.safety_race;
  p.accident_probability = 1;
  p.unsafe_at_start = 1;
  p.exploration = 0;
  p.accident_halt = 4;
  const Inputs inputs = inputs_of(scenario);
  World world = start_of(inputs);
  int accidents = 0;
  for (int t = 0; t < inputs.months; ++t) {
    const World before = world;
    advance(inputs, world, 1);
    for (int i = 0; i < inputs.n_named(); ++i) {
      if (before.safety_race.halted_until[i] > t) {
        CHECK(world.research.output[i] == 0);
        CHECK(world.efficiency.gain[0][i] == 0);
        CHECK((before.training.project[i].months_left > 0 || world.training.project[i].months_left == 0));
      }
      if (world.safety_race.accidents[i] == before.safety_race.accidents[i]) continue;
      ++accidents;
      CHECK(world.safety_race.halted_until[i] == t + 5);
    }
  }
  CHECK(accidents > 20);
  for (const Release& release : world.releases.latest) CHECK(release.month < 0);
  CHECK(std::ranges::equal(world.releases.best_eci, inputs.labs.initial_eci));
}

TEST_CASE("accidents strike the stated share of unsafe releases") {
  Scenario scenario = with_race(108);
  SafetyRace::Params& p = scenario.parameters.values.safety_race;
  p.accident_probability = 0.3;
  p.unsafe_at_start = 1;
  p.exploration = 0;
  p.accident_halt = 0;
  const Inputs inputs = inputs_of(scenario);
  double accidents = 0, releases = 0;
  for (std::uint32_t r = 0; r < 8; ++r) {
    const World world = end_of(inputs, r);
    for (int n : world.safety_race.accidents) accidents += n;
    for (double n : world.frontier.releases) releases += n;
  }
  const double all = accidents + releases;
  INFO(accidents << " of " << all);
  CHECK(std::fabs(accidents / all - 0.3) < 3.5 * std::sqrt(0.21 / all));
}

TEST_CASE("where precaution costs no speed and nothing goes wrong the safety race changes no capability") {
  Scenario scenario = with_race(60);
  scenario.parameters.values.safety_race.unsafe_speed = 1;
  scenario.parameters.values.safety_race.accident_probability = 0;
  for (const std::string& name : differing(snapshot(end_of(scenario)), snapshot(end_of(shortened(baseline(), 60)))))
    CHECK(name == "safety_race.unsafe");
}

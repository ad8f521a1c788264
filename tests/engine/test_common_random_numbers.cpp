// What common random numbers give: paired runs release in the same months, and their difference is known far better
// than without it.
#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

#include "racesim/model/bands.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

constexpr int runs = 400;

/// Mean of an observable of the world over a year, run by run.
std::vector<double> year_mean(Scenario scenario, const char* observable, int year) {
  const int first = Month::of(year, 1) - scenario.clock.start;
  scenario = shortened(scenario, first + 12);
  const Inputs inputs = inputs_of(scenario);
  const auto measure = observables()[static_cast<std::size_t>(find_observable(observable))].measure;
  std::vector<double> means;
  for (std::uint32_t replicate = 0; replicate < runs; ++replicate) {
    World world = start_of(inputs, replicate);
    History history;
    history.reset(inputs, world);
    double sum = 0;
    for (int t = 0; t < inputs.months; ++t) {
      advance(inputs, world, 1, replicate);
      history.update(inputs, world);
      float value = 0;
      if (t >= first) measure({inputs, world, history}, {&value, 1});
      sum += value;
    }
    means.push_back(sum / 12);
  }
  return means;
}

double variance(const std::vector<double>& x) {
  const double n = static_cast<double>(x.size());
  double sum = 0, squares = 0;
  for (double v : x) sum += v, squares += v * v;
  return squares / n - sum / n * (sum / n);
}

}  // namespace

TEST_CASE("common random numbers make the standard error of ban less no ban five times smaller, on the lag in 2028") {
  const Scenario ban = shipped("export_ban"), free = shipped("no_controls");
  for (const char* observable : {"lag_months", "eci_gap"}) {
    const std::vector<double> a = year_mean(free, observable, 2028), b = year_mean(ban, observable, 2028);
    std::vector<double> difference;
    std::ranges::transform(a, b, std::back_inserter(difference), std::minus{});
    INFO(observable << ": unpaired variance " << variance(a) + variance(b) << ", paired " << variance(difference));
    CHECK(variance(a) + variance(b) > 25 * variance(difference));
  }
}

TEST_CASE("a ban moves no date of a training run while all labs stay in the race") {
  const Scenario scenario = shortened(shipped("export_ban"), 60);
  const Inputs ban = inputs_of(scenario), free = inputs_of(shortened(shipped("no_controls"), 60));
  bool differ = false;
  for (std::uint32_t replicate : {0u, 5u}) {
    World x = start_of(ban, replicate), y = start_of(free, replicate);
    for (int t = 0; t < ban.months; ++t) {
      advance(ban, x, 1, replicate);
      advance(free, y, 1, replicate);
      for (int i = 0; i < ban.n_named(); ++i) {
        if (x.exits.month[i] >= 0 || y.exits.month[i] >= 0) continue;
        CHECK(x.training.project[i].months_left == y.training.project[i].months_left);
        differ = differ || x.training.project[i].compute != y.training.project[i].compute;
      }
    }
  }
  CHECK(differ);
}

TEST_CASE("a lab begins its next run after the stated pause on average, never sooner than the month after") {
  for (double pause : {1.0, 3.0}) {
    const Inputs inputs = inputs_of(changed(baseline(), [&](Parameters& p) { p.training.run_pause = pause; }));
    double waits = 0, squares = 0, sum = 0;
    for (std::uint32_t replicate = 0; replicate < 40; ++replicate) {
      World world = start_of(inputs, replicate);
      std::vector<int> ended(inputs.n_named(), -1);
      for (int t = 0; t < 72; ++t) {
        const World before = world;
        advance(inputs, world, 1, replicate);
        for (int i = 0; i < inputs.n_named(); ++i) {
          const Project &was = before.training.project[i], &is = world.training.project[i];
          if (was.compute > 0 && was.months_left > 0 && is.months_left == 0) ended[i] = t;
          // The last months would count short waits only.
          if (was.months_left > 0 || is.months_left == 0 || ended[i] < 0 || ended[i] >= 48) continue;
          const double wait = t - ended[i];
          CHECK(wait >= 1);
          ++waits, sum += wait, squares += wait * wait;
          ended[i] = -1;
        }
      }
    }
    const double mean = sum / waits, error = std::sqrt((squares / waits - mean * mean) / waits);
    INFO("pause " << pause << ": " << mean << " +- " << error << " from " << waits);
    CHECK(std::fabs(mean - pause) <= 4 * error);
  }
}

TEST_CASE("the residual of the reference run is taken off every release, and counts for nothing without noise") {
  const auto first_parts = [](double residual, double noise) {
    const Inputs inputs = inputs_of(changed(baseline(), [&](Parameters& p) {
      p.training.reference_residual = residual;
      p.training.release_noise = noise;
    }));
    World world = start_of(inputs, 3);
    while (std::ranges::none_of(world.releases.latest, [](const Release& r) { return r.month >= 0; })) {
      advance(inputs, world, 1, 3);
    }
    std::vector<double> parts;
    for (const Release& release : world.releases.latest) parts.push_back(release.part[static_cast<int>(Part::noise)]);
    return std::pair(parts, world.releases.latest);
  };
  const auto [plain, releases] = first_parts(0, 3);
  const auto [shifted, same] = first_parts(1, 3);
  const auto [none, still] = first_parts(1, 0);
  int seen = 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (releases[i].month < 0) continue;
    ++seen;
    CHECK(shifted[i] == Approx(plain[i] - 3).epsilon(1e-12));
    CHECK(none[i] == 0);
  }
  CHECK(seen > 0);
}

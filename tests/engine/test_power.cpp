// Power is ordered, waits in the queue and comes; what runs never draws more than there is.
#include <cmath>

#include "racesim/core/month.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// The baseline with a share of its power, so that operators order.
Scenario with_power(double share) {
  Scenario scenario = baseline();
  for (BlocPoint& point : scenario.bloc_paths) {
    if (point.item == BlocItem::power_capacity_mw) point.value *= share;
  }
  return scenario;
}

double us_capacity(const Inputs& inputs, const World& world) {
  return world.power.real.capacity[find_name(inputs.blocs, "US")];
}

double us_compute(const Inputs& inputs, const World& world) {
  double sum = 0;
  for (int i = 0; i < inputs.n_named(); ++i)
    sum += inputs.blocs[inputs.labs.bloc[i]] == "US" ? world.fleet.compute[i] : 0;
  return sum;
}

/// Means over some runs that share their random numbers.
template <class Measure>
double mean_of(const Scenario& scenario, Measure&& measure) {
  const Inputs inputs = inputs_of(scenario);
  double sum = 0;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) sum += measure(inputs, end_of(inputs, replicate)) / 6;
  return sum;
}

}  // namespace

TEST_CASE("capacity grows by what comes on line, and what was ordered has come or is in the queue") {
  const Inputs inputs = inputs_of(with_power(0.3));
  for (std::uint32_t replicate : {0u, 5u}) {
    World world = start_of(inputs, replicate);
    std::vector<double> ordered[2], came[2];
    for (auto* sums : {ordered, came}) sums[0] = sums[1] = std::vector<double>(inputs.n_blocs(), 0);
    int orders = 0;
    for (int t = 0; t < inputs.months; ++t) {
      const Power::State before = world.power;
      advance(inputs, world, 1, replicate);
      for (int m : {0, 1}) {
        const Power::Grid& now = m == 0 ? world.power.real : world.power.shadow;
        const Power::Grid& then = m == 0 ? before.real : before.shadow;
        for (int b = 0; b < inputs.n_blocs(); ++b) {
          CHECK(now.capacity[b] == Approx(then.capacity[b] + now.on_line[b]).epsilon(1e-13));
          if (t == inputs.power.first_order) ordered[m][b] = inputs.timeline.power_under_construction[b];
          if (t < inputs.power.first_order) continue;
          ordered[m][b] += now.ordered[b];
          came[m][b] += now.on_line[b];
          orders += now.ordered[b] > 0 ? 1 : 0;
          CHECK(now.queued[b] == Approx(ordered[m][b] - came[m][b]).epsilon(1e-9).margin(1e-6));
          double coming = 0;
          for (int row = 0; row < inputs.power.lead[b]; ++row) coming += now.coming[row][b];
          if (t >= inputs.power.first_order + inputs.power.lead[b])
            CHECK(now.queued[b] == Approx(coming).epsilon(1e-9).margin(1e-6));
        }
      }
    }
    CHECK(orders > 100);
  }
}

TEST_CASE("what is drawn is what the buyers' chips draw, as far as there is power") {
  const Inputs inputs = inputs_of(with_power(0.3));
  World world = start_of(inputs);
  int short_of_power = 0;
  for (int t = 0; t < inputs.months; ++t) {
    advance(inputs, world, 1);
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      double drawn = 0;
      for (int i = 0; i < inputs.n_buyers(); ++i) {
        if (inputs.buyers.bloc[i] != b) continue;
        drawn += world.fleet.real.installed[i] * world.fleet.real.kw_per_h100e[i] / 1000 * world.power.real.share[b];
      }
      CHECK(world.power.real.drawn[b] == Approx(drawn).epsilon(1e-12));
      CHECK(world.power.real.drawn[b] <= world.power.real.capacity[b]);
      short_of_power += world.power.real.share[b] < 1 ? 1 : 0;
    }
  }
  CHECK(short_of_power > 12);
}

TEST_CASE("chips that arrive bring the power of the month in which they were ordered, and the others keep theirs") {
  const Inputs inputs = inputs_of(baseline());
  World world = start_of(inputs);
  const int delay = static_cast<int>(world.chip_market.real.transit.rows());
  REQUIRE(delay > 1);
  for (int t = 0; t < inputs.months; ++t) {
    const World before = world;
    advance(inputs, world, 1);
    const std::vector<double>& kw = inputs.timeline.months[std::max(0, t + 1 - delay)].kw_per_h100e;
    for (int i = 0; i < inputs.n_buyers(); ++i) {
      double power = 0;
      for (int c = 0; c < inputs.n_chips(); ++c) {
        const int k = i * inputs.n_chips() + c;
        const double arrived = before.chip_market.real.transit[(t + 1) % delay][k];
        power += inputs.chips[c].h100e *
                 ((world.fleet.real.count[k] - arrived) * before.fleet.real.kw_per_h100e[i] + arrived * kw[c]);
      }
      REQUIRE(world.fleet.real.kw_per_h100e[i] * world.fleet.real.installed[i] == Approx(power).epsilon(1e-10));
    }
  }
}

TEST_CASE("a buyer's power per H100e lies between that of its best and of its worst chips") {
  const Inputs inputs = inputs_of(baseline());
  World world = start_of(inputs);
  const double best = inputs.timeline.months.back().kw_per_h100e[find_name(inputs.chips, "GB300")];
  for (int t = 0; t < inputs.months; ++t) {
    advance(inputs, world, 1);
    for (int i = 0; i < inputs.n_buyers(); ++i) {
      if (world.fleet.real.installed[i] <= 0) continue;
      CHECK(world.fleet.real.kw_per_h100e[i] > 0.5 * best);
      CHECK(world.fleet.real.kw_per_h100e[i] < 8);
    }
  }
  const int us = find_name(inputs.buyers.name, "US others");
  CHECK(world.fleet.real.kw_per_h100e[us] < 0.6);  // chips bought from 2027 on
}

TEST_CASE("under constant growth the queue keeps capacity at the headroom above what is wanted") {
  for (double growth : {0.0, 0.3, 0.6}) {
    Scenario scenario = changed(baseline(), [](Parameters& p) {
      p.power.construction_growth = 0;
      p.power.growth_limit = 3;
      p.power.headroom = 0.2;
    });
    scenario.data_end = Month::of(2022, 6);
    scenario.policies.clear();
    for (Bloc& bloc : scenario.blocs) bloc.power_build_limit = 20;
    const Inputs inputs = inputs_of(scenario);
    World world = start_of(inputs);
    std::ranges::fill(world.fleet.real.kw_per_h100e, 1.0);
    for (int t = 0; t < inputs.months; ++t) {
      // Far more than the capacity, so that operators order at once, for a while as much as they can.
      const double installed = 1e6 * std::exp(growth * t * month_in_years);
      std::ranges::fill(world.fleet.real.installed, installed);
      Power::advance({inputs, world, t, 0}, world.power);
      for (int b = 0; b < inputs.n_blocs(); ++b) {
        const int settled = inputs.power.first_order + 12 + inputs.power.lead[b];
        if (t < settled + 24) continue;
        INFO("growth " << growth << ", month " << t << ", " << inputs.blocs[b]);
        REQUIRE(world.power.real.capacity[b] == Approx(1.2 * world.power.real.wanted[b]).epsilon(1e-10));
        REQUIRE(world.power.real.share[b] == 1);
      }
    }
  }
}

TEST_CASE("where power is short, shorter lead times bring more of it, and more power more compute") {
  Scenario slow = with_power(0.2), fast = slow;
  fast.parameters.values.power.lead_factor = 0.5;
  CHECK(mean_of(fast, us_capacity) > 1.2 * mean_of(slow, us_capacity));
  CHECK(mean_of(fast, us_compute) > mean_of(slow, us_compute));
  CHECK(mean_of(slow, us_compute) < mean_of(baseline(), us_compute));
}

TEST_CASE("without measured power a bloc never runs short, and its price is that of idle capacity") {
  Scenario scenario = baseline();
  std::erase_if(scenario.bloc_paths, [](const BlocPoint& p) { return p.item == BlocItem::power_capacity_mw; });
  const World world = end_of(scenario);
  for (double share : world.power.real.share) CHECK(share == 1);
  for (double price : world.power.price_factor) CHECK(price == 1);
}

TEST_CASE(
    "a cap on power limits what is drawn however much is built, makes scarcity, and leaves the shadow market alone") {
  Scenario free = baseline();
  free.policies.clear();
  PowerCap cap;
  cap.name = "cap";
  cap.at = Month::of(2025, 1);
  cap.ramp = 10;
  cap.on = {"China"};
  cap.power = 3000;
  Scenario capped = free;
  capped.policies.push_back(cap);
  const Inputs a = inputs_of(free), b = inputs_of(capped);
  World x = start_of(a), y = start_of(b);
  const int china = find_name(a.blocs, "China");
  for (int t = 0; t < a.months; ++t) {
    advance(a, x, 1);
    advance(b, y, 1);
    if (t >= cap.at - a.start + 9) CHECK(y.power.real.drawn[china] <= cap.power);
  }
  CHECK(y.power.real.capacity[china] > 2 * cap.power);
  CHECK(y.power.shadow.share[china] == x.power.shadow.share[china]);
  CHECK(x.scarcity.perceived == Column<double>(x.scarcity.perceived.size(), 0));
  CHECK(y.scarcity.perceived[find_name(a.labs.name, "Alibaba")] > 0);
}

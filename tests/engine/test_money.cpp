// Money and people are accounted for every month, in booms, shocks and exits.
#include <cmath>
#include <numeric>

#include "racesim/model/mechanisms/exits.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// Capital dries up in a bloc while reserves are small and revenue goes to the owners, so that its labs leave one after
/// another.
Scenario drought(const std::string& bloc) {
  Scenario scenario = changed(baseline(), [](Parameters& p) {
    p.capital.cash_reserve = 1;
    p.capital.reinvested = 0;
  });
  CapitalShock shock;
  shock.name = "drought";
  shock.at = Month::of(2025, 6);
  shock.on = {bloc};
  shock.factor = 0.02;
  scenario.policies.push_back(shock);
  return scenario;
}

double total(const auto& column) { return std::accumulate(column.begin(), column.end(), 0.0); }

/// Chips of a class that all owners have, and those on their way.
double installed(const Inputs& inputs, const Fleet::State::Chips& chips, int chip) {
  double sum = 0;
  for (int i = 0; i < inputs.n_buyers(); ++i) sum += chips.count[i * inputs.n_chips() + chip];
  return sum;
}
double on_the_way(const Inputs& inputs, const ChipMarket::Trade& trade, int chip) {
  double sum = 0;
  for (std::size_t row = 0; row < trade.transit.rows(); ++row) {
    for (int i = 0; i < inputs.n_buyers(); ++i) sum += trade.transit[row][i * inputs.n_chips() + chip];
  }
  return sum;
}

}  // namespace

TEST_CASE(
    "every month a lab's income is what it pays out and what its cash grows by, and chip money is spent or booked") {
  for (const Scenario& scenario : {baseline(), drought("other"), drought("China")}) {
    const Inputs inputs = inputs_of(scenario);
    every_month(inputs, [&](const World& before, const World& after, int) {
      const Capital::State& f = after.capital;
      for (int i = 0; i < inputs.n_named(); ++i) {
        const double out = f.budget[i] + f.adjustment[i] + f.payroll[i] + f.other[i];
        const double scale = f.income[i] + out + std::fabs(f.cash[i]) + std::fabs(before.capital.cash[i]);
        CHECK(std::fabs(f.income[i] - out - (f.cash[i] - before.capital.cash[i])) <= 1e-12 * scale);
        CHECK(f.adjustment[i] >= 0);
      }
      for (int i = 0; i < inputs.n_buyers(); ++i) {
        const double in = f.budget[i] + before.capital.real.carried[i];
        const double out = after.chip_market.real.spent[i] + f.returned[i] + after.capital.real.carried[i];
        CHECK(std::fabs(in - out) <= 1e-12 * (std::fabs(in) + after.chip_market.real.spent[i]));
      }
    });
  }
}

TEST_CASE("a drought of capital makes labs leave; their people and chips go to others") {
  const Inputs inputs = inputs_of(drought("other"));
  const int lab = find_name(inputs.labs.name, "Mistral"), heir = find_name(inputs.buyers.name, "other owners");
  World world = start_of(inputs);
  int left_in = -1;
  for (int t = 0; t < inputs.months && left_in < 0; ++t) {
    const World before = world;
    advance(inputs, world, 1);
    if (world.exits.month[lab] < 0) continue;
    left_in = t;
    World moved = before;
    const Stage stage{inputs, moved, t, 0};
    Exits::advance(stage, moved.exits);
    Fleet::hand_on(stage, moved.fleet);
    ChipMarket::hand_on(stage, moved.chip_market);
    CHECK(moved.exits.month[lab] == t);
    const double people = inputs.timeline.months[t].staff[lab];
    CHECK(total(moved.exits.moved_in) == Approx(total(before.exits.moved_in) + people).epsilon(1e-12));
    CHECK(world.research.staff[lab] == 0);
    const auto close = [](double x) { return Approx(x).epsilon(1e-12).margin(1e-12); };
    for (int c = 0; c < inputs.n_chips(); ++c) {
      for (const auto part : {&Fleet::State::real, &Fleet::State::shadow}) {
        const Fleet::State::Chips &a = before.fleet.*part, &b = moved.fleet.*part;
        CHECK(installed(inputs, b, c) == close(installed(inputs, a, c)));
        const int from = lab * inputs.n_chips() + c, to = heir * inputs.n_chips() + c;
        CHECK(b.count[from] == 0);
        CHECK(b.count[to] == close(a.count[to] + a.count[from]));
      }
      for (const auto part : {&ChipMarket::State::real, &ChipMarket::State::shadow})
        CHECK(on_the_way(inputs, moved.chip_market.*part, c) == close(on_the_way(inputs, before.chip_market.*part, c)));
    }
  }
  REQUIRE(left_in > Month::of(2025, 6) - inputs.start);
  CHECK(world.fleet.compute[lab] == 0);
  CHECK(world.capital.real.orders[lab] == 0);
  const double eci = world.releases.best_eci[lab];
  advance(inputs, world, inputs.months - left_in - 1);
  CHECK(world.exits.month[lab] == left_in);
  CHECK(world.releases.best_eci[lab] == eci);
  CHECK(world.chip_market.real.spent[lab] == 0);
  CHECK(world.model_market.revenue[lab] == 0);
}

TEST_CASE("staff changes by hiring and by who comes from labs that left") {
  const Inputs inputs = inputs_of(drought("China"));
  double moved = 0;
  every_month(inputs, [&](const World& before, const World& after, int t) {
    for (int i = 0; i < inputs.n_named(); ++i) {
      if (after.exits.month[i] >= 0 || inputs.labs.entry[i] >= t) continue;
      const double hired = inputs.timeline.months[t].staff[i] - inputs.timeline.months[t - 1].staff[i];
      const double came = after.exits.moved_in[i] - before.exits.moved_in[i];
      CHECK(after.research.staff[i] == Approx(before.research.staff[i] + hired + came).epsilon(1e-12));
      moved += came;
    }
  });
  CHECK(moved > 100);
}

TEST_CASE("a drought of capital brings exits where it falls, and none elsewhere, in every run") {
  const Inputs plain = inputs_of(baseline()), dry = inputs_of(drought("China"));
  for (std::uint32_t replicate = 0; replicate < 8; ++replicate) {
    const World a = end_of(plain, replicate), b = end_of(dry, replicate);
    CHECK(total(a.exits.exits) == 0);
    CHECK(b.exits.exits[dry.follower] > 0);
    CHECK(b.exits.exits[dry.leader] == 0);
  }
}

TEST_CASE("budgets grow with revenue: more spending on models, more chips") {
  Scenario rich = baseline();
  rich.parameters.values.model_market.growth += 0.5;
  for (std::uint32_t replicate = 0; replicate < 4; ++replicate) {
    const World a = end_of(baseline(), replicate), b = end_of(rich, replicate);
    CHECK(total(b.model_market.revenue) > total(a.model_market.revenue));
    CHECK(total(b.capital.budget) > total(a.capital.budget));
  }
}

TEST_CASE("a rule on clouds ends contracts at once, and contracts outlast the order otherwise") {
  Scenario scenario = baseline();
  CloudRule rule;
  rule.name = "cloud";
  rule.at = Month::of(2025, 6);
  rule.to = {"China"};
  rule.closes = 1;
  scenario.policies.push_back(rule);
  const Inputs inputs = inputs_of(scenario);
  World world = start_of(inputs);
  advance(inputs, world, rule.at - inputs.start);
  const double before = total(world.chip_market.real.rented);
  CHECK(before > 0);
  advance(inputs, world, 1);
  CHECK(total(world.chip_market.real.rented) == 0);
  CHECK(total(world.chip_market.shadow.rented) > 0);
}

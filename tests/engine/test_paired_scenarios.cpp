// Scenarios that differ in policy share all random numbers; what binds nobody changes nothing.
#include <algorithm>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

Scenario without_policies(Scenario scenario = baseline()) {
  scenario.policies.clear();
  return scenario;
}

/// Bars every chip above a threshold from China.
ExportRule ban_above(double tpp) {
  ExportRule rule;
  rule.name = "ban";
  rule.at = Month::of(2022, 10);
  rule.from = "US";
  rule.to = {"China"};
  rule.deny.kind = Condition::Kind::compare;
  rule.deny.property = ChipProperty::tpp;
  rule.deny.threshold = tpp;
  return rule;
}

Scenario with(Scenario scenario, const Policy& policy) {
  scenario.policies.push_back(policy);
  return scenario;
}

void check_same(const Scenario& a, const Scenario& b) {
  const Inputs first = inputs_of(a), second = inputs_of(b);
  for (std::uint32_t replicate : {0u, 3u}) {
    World x = start_of(first, replicate), y = start_of(second, replicate);
    for (int t = 0; t < first.months; ++t) {
      advance(first, x, 1, replicate);
      advance(second, y, 1, replicate);
      INFO("month " << t);
      REQUIRE(differing(snapshot(x), snapshot(y)) == same);
    }
  }
}

}  // namespace

TEST_CASE("a ban that no chip falls under leaves every number as it is, bit for bit") {
  check_same(baseline(), with(baseline(), ban_above(1e9)));
  check_same(without_policies(), with(without_policies(), ban_above(1e9)));
}

TEST_CASE("nobody orders early before a ban that no chip will fall under") {
  ExportRule announced = ban_above(1e9);
  announced.announced = Month::of(2022, 3);
  check_same(without_policies(), with(without_policies(), announced));
}

TEST_CASE("a ban on chips that a licence always allows leaves every number as it is, bit for bit") {
  ExportRule licensed = ban_above(0);
  licensed.licence_probability = 1;
  check_same(without_policies(), with(without_policies(), licensed));
}

TEST_CASE("with no rule in force the shadow market is the market, and no lab ever feels scarcity") {
  const Inputs inputs = inputs_of(without_policies());
  World world = start_of(inputs);
  for (int t = 0; t < inputs.months; ++t) {
    advance_month(inputs, 0, world, false);
    REQUIRE(world.fleet.compute == world.fleet.shadow_compute);
    REQUIRE(std::ranges::all_of(world.scarcity.perceived, [](double u) { return u == 0; }));
  }
  CHECK(world.fleet.real.count == world.fleet.shadow.count);
  CHECK(world.chip_market.real.spent == world.chip_market.shadow.spent);
}

TEST_CASE("paired scenarios share every draw: taste, research, releases, paradigms, smuggling") {
  const Scenario free = without_policies(), banned = with(without_policies(), ban_above(1000));
  const Inputs a = inputs_of(free), b = inputs_of(banned);
  World x = start_of(a, 5), y = start_of(b, 5);
  int shared = 0;
  for (int t = 0; t < a.months; ++t) {
    advance(a, x, 1, 5);
    advance(b, y, 1, 5);
    REQUIRE(x.research.noise == y.research.noise);
    for (int i = 0; i < a.n_named(); ++i) {
      const Release &one = x.releases.latest[i], &other = y.releases.latest[i];
      if (one.month != t || other.month != t) continue;
      const int part = static_cast<int>(Part::noise);
      CHECK(one.part[part] == other.part[part]);
      ++shared;
    }
  }
  CHECK(shared > 50);
  CHECK(x.research.taste == y.research.taste);
  CHECK(x.chip_market.smuggling_noise == y.chip_market.smuggling_noise);
  CHECK(x.paradigms.arrived == y.paradigms.arrived);
  CHECK(x.paradigms.jump == y.paradigms.jump);
  CHECK(x.releases.best_eci != y.releases.best_eci);  // the ban does bind
}

TEST_CASE("a policy changes nothing before it is announced or in force") {
  const Inputs a = inputs_of(without_policies()), b = inputs_of(with(without_policies(), ban_above(1000)));
  World x = start_of(a), y = start_of(b);
  advance(a, x, 9);
  advance(b, y, 9);
  CHECK(differing(snapshot(x), snapshot(y)) == same);
  advance(a, x, 1);
  advance(b, y, 1);
  CHECK_FALSE(differing(snapshot(x), snapshot(y)).empty());
}

TEST_CASE("another lab in the race shifts nobody's draws") {
  Scenario more = baseline();
  Lab entrant = more.labs.front();
  entrant.name = "Entrant";
  more.labs.insert(more.labs.begin(), entrant);
  more.lab_paths.push_back({.lab = "Entrant", .month = more.clock.start, .item = LabItem::staff, .value = 10});
  const Inputs a = inputs_of(baseline()), b = inputs_of(more);
  World x = start_of(a), y = start_of(b);
  advance(a, x, 12);
  advance(b, y, 12);
  CHECK(std::equal(x.research.noise.begin(), x.research.noise.end(), y.research.noise.begin() + 1));
  CHECK(std::equal(x.research.taste.begin(), x.research.taste.end(), y.research.taste.begin() + 1));
}

TEST_CASE("a paradigm that comes later jumps as high as it would have jumped earlier") {
  Scenario later = baseline();
  later.paradigms[0].arrives = *later.paradigms[0].arrives + 7;
  const Inputs a = inputs_of(baseline()), b = inputs_of(later);
  for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
    const World x = end_of(a, replicate), y = end_of(b, replicate);
    CHECK(y.paradigms.arrived[0] == x.paradigms.arrived[0] + 7);
    CHECK(y.paradigms.jump[0] == x.paradigms.jump[0]);
  }
}

// Firms take up AI, on what the race gives them; the race does not depend on them.
#include <cmath>

#include "racesim/model/bands.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/observables.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

AdoptionTarget target(double push, std::vector<std::string> sectors = {}) {
  AdoptionTarget policy;
  policy.name = "target";
  policy.at = Month::of(2025, 1);
  policy.due = Month::of(2027, 12);
  policy.by = "China";
  policy.share = 0.6;
  policy.push = push;
  policy.sectors = std::move(sectors);
  return policy;
}

/// The baseline in which nobody spends by adoption, so that nothing but adoption itself depends on it.
template <class S>
S unlinked(S scenario) {
  if constexpr (requires { scenario.segments[0].adoption; }) {
    for (auto& segment : scenario.segments) segment.adoption = 0;
  }
  return scenario;
}

Scenario with(const Policy& policy) {
  Scenario scenario = unlinked(baseline());
  std::erase_if(scenario.policies, [](const Policy& p) { return std::holds_alternative<AdoptionTarget>(p); });
  scenario.policies.push_back(policy);
  return scenario;
}

double outcome(const Scenario& scenario, std::string_view name) {
  const auto table = outcomes();
  const auto place = std::ranges::find(table, name, &Outcome::name) - table.begin();
  return run(scenario, {.count = 1})[0].outcomes[place][0];
}

}  // namespace

TEST_CASE("shares stay within 0 and 1 and never fall; the bloc's share is that of its sectors by weight") {
  const Inputs inputs = inputs_of(baseline());
  World world = start_of(inputs);
  for (int t = 0; t < inputs.months; ++t) {
    const Adoption::State before = world.adoption;
    advance(inputs, world, 1);
    const Adoption::State& now = world.adoption;
    for (std::size_t k = 0; k < now.share.size(); ++k) {
      CHECK(now.share[k] >= before.share[k]);
      CHECK(now.share[k] <= 1);
      CHECK(now.domain_data[k] >= 0);
    }
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      double users = 0;
      for (int s = 0; s < inputs.n_sectors(); ++s)
        users += inputs.sectors.weight[s] * now.share[b * inputs.n_sectors() + s];
      CHECK(now.bloc_share[b] == Approx(users).epsilon(1e-14));
      CHECK(now.industrial_index[b] >= 0);
    }
  }
}

TEST_CASE("of the order of 18 percent of US firms use AI at the end of 2025") {
  Scenario scenario = baseline();
  scenario.clock.end = Month::of(2025, 12);
  const Inputs inputs = inputs_of(scenario);
  const int us = find_name(inputs.blocs, "US");
  double mean = 0;
  for (std::uint32_t replicate = 0; replicate < 20; ++replicate)
    mean += end_of(inputs, replicate).adoption.bloc_share[us] / 20;
  INFO(mean);
  CHECK(mean > 0.09);
  CHECK(mean < 0.36);
}

TEST_CASE(
    "without sectors nobody adopts anything, and where nobody spends by adoption the race is the same bit for bit") {
  const Scenario with = unlinked(baseline());
  Scenario none = with;
  none.sectors.clear();
  const Inputs a = inputs_of(with), b = inputs_of(none);
  World x = start_of(a), y = start_of(b);
  advance(a, x, a.months);
  advance(b, y, b.months);
  for (double share : y.adoption.bloc_share) CHECK(share == 0);
  for (const std::string& name : differing(snapshot(x), snapshot(y))) {
    INFO(name);
    CHECK((name.starts_with("adoption.") || name == "model_market.adopted"));
  }
}

TEST_CASE("firms of a bloc have its own labs' best at least, and never more than the best of all") {
  const Inputs inputs = inputs_of(baseline());
  World world = start_of(inputs);
  for (int t = 0; t < inputs.months; ++t) {
    advance(inputs, world, 1);
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      double own = -infinity;
      for (int i = 0; i < inputs.n_named(); ++i) {
        if (inputs.labs.bloc[i] == b && inputs.labs.entry[i] <= t) own = std::max(own, world.releases.best_eci[i]);
      }
      CHECK(world.adoption.eci_available[b] >= own);
      CHECK(world.adoption.eci_available[b] <= world.frontier.eci);
    }
  }
}

TEST_CASE("of a better model of others as much reaches a bloc's firms as its API and its weights let through") {
  Inputs inputs = inputs_of(baseline());
  const int t = Month::of(2024, 1) - inputs.start;
  World world = start_of(inputs);
  const int china = find_name(inputs.blocs, "China"), us = find_name(inputs.blocs, "US");
  const int openai = find_name(inputs.labs.name, "OpenAI"), meta = find_name(inputs.labs.name, "Meta");
  std::ranges::fill(world.releases.best_eci, 100.0);
  std::ranges::fill(world.releases.open_eci, -infinity);
  world.releases.best_eci[find_name(inputs.labs.name, "DeepSeek")] = 120;
  MonthInputs& month = inputs.timeline.months[t];
  const auto available = [&](int bloc) {
    Adoption::advance({inputs, world, t, 0}, world.adoption);
    return world.adoption.eci_available[bloc];
  };
  CHECK(available(china) == 120);
  world.releases.best_eci[openai] = 140;
  month.api_access[openai * inputs.n_blocs() + china] = 0.25;
  CHECK(available(china) == 125);
  world.releases.open_eci[meta] = 130;
  month.weights_access[us * inputs.n_blocs() + china] = 0.75;
  CHECK(available(china) == 127.5);
  month.weights_access[us * inputs.n_blocs() + china] = 0;
  month.api_access[openai * inputs.n_blocs() + china] = 0;
  CHECK(available(china) == 120);
  CHECK(available(us) == 140);
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (inputs.blocs[inputs.labs.bloc[i]] == "other") inputs.labs.entry[i] = t + 1;
  }
  const int other = find_name(inputs.blocs, "other");
  month.api_access[openai * inputs.n_blocs() + other] = 0.5;
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (i != openai) month.api_access[i * inputs.n_blocs() + other] = 0;
  }
  month.weights_access[us * inputs.n_blocs() + other] = 0;
  CHECK(available(other) == 120);  // half of the way from the weakest model, for want of one of its own
}

TEST_CASE("capability, price, compute to serve and policy together set the pace, and use yields data and an index") {
  Inputs inputs = inputs_of(baseline());
  const Adoption::Params& p = inputs.parameters.adoption;
  World world = start_of(inputs);
  const int us = find_name(inputs.blocs, "US"), china = find_name(inputs.blocs, "China");
  for (double& eci : world.releases.best_eci) eci += 25;  // beyond the need of some sectors
  world.model_market.price_at_reference[us] = 3 * p.reference_price;
  world.model_market.filled[us] = 0.6;
  world.model_market.filled[china] = 0;
  inputs.timeline.months[0].adoption_push[us * inputs.n_sectors() + 1] = 4;
  const Adoption::State before = world.adoption;
  Adoption::advance({inputs, world, 0, 0}, world.adoption);
  const Adoption::State& now = world.adoption;
  double index = 0;
  for (int s = 0; s < inputs.n_sectors(); ++s) {
    const int k = us * inputs.n_sectors() + s;
    const double years = p.capability_gate(now.eci_available[us], inputs.sectors.need[s]) *
                         p.price_gate(3 * p.reference_price) * 0.6 * (s == 1 ? 4 : 1) / 12;
    CHECK(now.share[k] == Approx(p.next(before.share[k], years)).epsilon(1e-14));
    CHECK(now.share[k] > before.share[k]);
    CHECK(now.domain_data[k] == Approx(inputs.sectors.richness[s] * now.share[k] / 12).epsilon(1e-14));
    index += inputs.sectors.weight[s] * now.share[k] * std::max(0.0, now.eci_available[us] - inputs.sectors.need[s]);
    CHECK(now.share[china * inputs.n_sectors() + s] == before.share[china * inputs.n_sectors() + s]);
  }
  CHECK(now.industrial_index[us] == Approx(index).epsilon(1e-14));
  world.adoption.domain_data[us * inputs.n_sectors() + 2] = 50;  // so much that the sector is well served
  World rich = world;
  rich.adoption.domain_data[us * inputs.n_sectors() + 2] = 500;
  Adoption::advance({inputs, world, 1, 0}, world.adoption);
  Adoption::advance({inputs, rich, 1, 0}, rich.adoption);
  CHECK(rich.adoption.share[us * inputs.n_sectors() + 2] > world.adoption.share[us * inputs.n_sectors() + 2]);
  CHECK(rich.adoption.industrial_index[us] > world.adoption.industrial_index[us]);
}

TEST_CASE("keeping APIs and weights from a bloc lowers what its firms can use and how many use it") {
  Scenario closed = baseline();
  for (const std::string by : {"US", "other"}) {
    ApiRule api;
    api.name = by + " api";
    api.at = closed.clock.start;
    api.by = by;
    api.to = {"China"};
    ModelWeightRule weights;
    weights.name = by + " weights";
    weights.at = closed.clock.start;
    weights.from = by;
    weights.to = {"China"};
    closed.policies.insert(closed.policies.end(), {Policy(api), Policy(weights)});
  }
  const Inputs a = inputs_of(baseline()), b = inputs_of(closed);
  const int china = find_name(a.blocs, "China");
  double difference = 0;
  for (std::uint32_t replicate = 0; replicate < 12; ++replicate) {
    const World x = end_of(a, replicate), y = end_of(b, replicate);
    difference += x.adoption.bloc_share[china] - y.adoption.bloc_share[china];
  }
  CHECK(difference > 0);
}

TEST_CASE("a push raises adoption in the sectors it is for, and nothing outside its bloc or before its date") {
  const Inputs a = inputs_of(with(target(1))), b = inputs_of(with(target(2, {"industry"})));
  World x = start_of(a), y = start_of(b);
  const int start = Month::of(2025, 1) - a.start;
  advance(a, x, start);
  advance(b, y, start);
  CHECK(differing(snapshot(x), snapshot(y)) == same);
  advance(a, x, a.months - start);
  advance(b, y, a.months - start);
  for (int k = 0; k < static_cast<int>(x.adoption.share.size()); ++k) {
    const bool pushed = a.blocs[k / a.n_sectors()] == "China" && a.sectors.name[k % a.n_sectors()] == "industry";
    if (pushed)
      CHECK(y.adoption.share[k] > 1.1 * x.adoption.share[k]);
    else
      CHECK(y.adoption.share[k] == x.adoption.share[k]);
  }
}

TEST_CASE("whether and when a target is reached is an outcome") {
  CHECK(std::isnan(outcome(shipped("no_controls"), "adoption_target_met")));
  CHECK(std::isnan(outcome(shipped("no_controls"), "adoption_target_month")));
  CHECK(outcome(with(target(1)), "adoption_target_met") == 0);
  const Scenario pushed = with(target(20));
  CHECK(outcome(pushed, "adoption_target_met") == 1);
  const double month = outcome(pushed, "adoption_target_month");
  CHECK(month > 36);
  CHECK(month < 72);
  AdoptionTarget late = target(1);
  late.due = baseline().clock.end + 12;
  late.share = 0.999;
  CHECK(std::isnan(outcome(with(late), "adoption_target_met")));
}

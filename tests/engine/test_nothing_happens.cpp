// Where there is nothing to do a month does nothing: no money buys no chips, no rate makes no progress.
#include <algorithm>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

bool all_are(std::span<const double> column, double value) {
  return std::ranges::all_of(column, [&](double x) { return x == value; });
}

Scenario five_years() { return shortened(baseline(), 60); }

/// Nobody has money: no measured budgets, and no market to earn it on.
void impoverish(Scenario& scenario) {
  scenario.spending.clear();
  for (LabPoint& point : scenario.lab_paths) {
    if (point.item == LabItem::chip_budget) point.value = 0;
  }
}

}  // namespace

TEST_CASE("without money nobody buys or rents anything, and stocks only wear") {
  Scenario scenario = five_years();
  impoverish(scenario);
  const World world = end_of(scenario);
  CHECK(all_are(world.chip_market.real.spent, 0));
  CHECK(all_are(world.capital.real.carried, 0));
  CHECK(all_are(world.chip_market.real.rented, 0));
  CHECK(std::ranges::all_of(world.chip_market.route, [](double x) { return x == 0; }));
  const World start = start_of(inputs_of(scenario));
  for (std::size_t k = 0; k < world.fleet.real.count.size(); ++k)
    CHECK(world.fleet.real.count[k] <= start.fleet.real.count[k]);
}

TEST_CASE("without hazards no chip is lost") {
  Scenario scenario =
      changed(five_years(), [](Parameters& p) { p.fleet.hazard = p.fleet.hazard_ageing = p.fleet.obsolescence = 0; });
  impoverish(scenario);
  const Inputs inputs = inputs_of(scenario);
  CHECK(end_of(inputs).fleet.real.count == start_of(inputs).fleet.real.count);
}

TEST_CASE("without research growth nobody finds anything") {
  Scenario scenario = changed(
      five_years(), [](Parameters& p) { p.research.pre_training_growth = p.research.post_training_growth = 0; });
  for (Paradigm& paradigm : scenario.paradigms) paradigm.post_training_growth = 0;
  const World world = end_of(scenario);
  CHECK(all_are(world.efficiency.gain[static_cast<int>(Cause::own)], 0));
  CHECK(all_are(world.efficiency.gain[static_cast<int>(Cause::induced)], 0));
}

TEST_CASE("without channels nobody learns from others") {
  const Scenario scenario = changed(five_years(), [](Parameters& p) {
    p.diffusion.publication_rate = p.diffusion.open_weights_rate = 0;
    p.diffusion.talent_rate = p.diffusion.espionage_rate = 0;
  });
  const Inputs inputs = inputs_of(scenario);
  World world = start_of(inputs);
  for (int t = 0; t < inputs.months; ++t) {
    advance_month(inputs, 0, world, false);
    for (Cause cause : {Cause::publication, Cause::open_weights, Cause::talent, Cause::espionage, Cause::shock}) {
      CHECK(all_are(world.efficiency.gain[static_cast<int>(cause)], 0));
    }
  }
}

TEST_CASE("what cannot be perceived is perceived by its pioneer only") {
  const Scenario scenario = changed(five_years(), [](Parameters& p) { p.paradigms.perception = 0; });
  const Inputs inputs = inputs_of(scenario);
  const World world = end_of(inputs);
  for (int i = 0; i < inputs.n_labs(); ++i) {
    CHECK(world.paradigms.adopted[i] == (inputs.labs.name[i] == "OpenAI" ? 1u : 0u));
  }
}

TEST_CASE("without compute nobody releases a model or feels a shortage") {
  Scenario scenario = five_years();
  scenario.initial_stock.clear();
  impoverish(scenario);
  const Inputs inputs = inputs_of(scenario);
  const World world = end_of(inputs);
  CHECK(std::ranges::all_of(world.releases.latest, [](const Release& release) { return release.month < 0; }));
  CHECK(all_are(world.scarcity.perceived, 0));
  CHECK(std::ranges::equal(world.releases.best_eci, inputs.labs.initial_eci));
}

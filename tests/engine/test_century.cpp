// A century of months stays in range, whatever parameters are drawn.
#include <cmath>
#include <limits>

#include "racesim/model/bands.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

template <class Values, class Holds>
bool all(const Values& values, Holds&& holds) {
  return std::ranges::all_of(values, holds);
}

bool finite(double x) { return std::isfinite(x); }
bool share(double x) { return x >= 0 && x <= 1; }
bool amount(double x) { return x >= 0 && std::isfinite(x); }
/// What may still be missing: no open model, no entry.
bool finite_or_none(double x) { return std::isfinite(x) || x == -infinity; }

void check_market(const Capital::State::Orders& money, const ChipMarket::Trade& trade, const Fleet::State::Chips& chips,
                  const Power::Grid& grid) {
  for (const Column<double>* column :
       {&chips.count, &chips.age, &chips.installed, &chips.usable, &trade.rented, &trade.spent, &trade.domestic_made,
        &trade.domestic_made_in_data, &trade.hbm_stock, &money.orders, &grid.drawn}) {
    CHECK(all(*column, amount));
  }
  CHECK(all(trade.transit.cells(), amount));
  CHECK(all(money.carried, finite));
  CHECK(all(grid.share, share));
}

void check_labs(const World& world) {
  for (const Column<double>* column :
       {&world.efficiency.log_a_pre, &world.efficiency.log_a_post, &world.releases.best_eci,
        &world.training.base_log_flop, &world.training.base_log_a_pre, &world.training.base_floor}) {
    CHECK(all(*column, finite));
  }
  for (const Column<double>* column : {&world.research.staff, &world.fleet.compute, &world.fleet.shadow_compute,
                                       &world.scarcity.perceived, &world.research.taste, &world.research.output}) {
    CHECK(all(*column, amount));
  }
  for (const Column<double>* column : {&world.releases.open_log_a_pre, &world.releases.open_log_a_post,
                                       &world.releases.open_log_effective, &world.releases.open_eci}) {
    CHECK(all(*column, finite_or_none));
  }
  CHECK(all(world.efficiency.gain.cells(), finite));
  for (int c = 0; c < n_causes; ++c) {
    if (c == static_cast<int>(Cause::paradigm)) continue;  // a loss
    if (c != static_cast<int>(Cause::induced)) CHECK(all(world.efficiency.gain[c], [](double x) { return x >= 0; }));
  }
  CHECK(all(world.ecosystem.gained, amount));
  CHECK(all(world.model_market.open_use, share));
  CHECK(finite(world.frontier.eci));
  CHECK(finite(world.frontier.largest_log10_flop));
}

void check_counts(const World& world) {
  const ChipMarket::State& market = world.chip_market;
  const Frontier::State& frontier = world.frontier;
  for (const auto* column : {&market.sold, &market.route, &market.smuggled, &market.capex, &frontier.releases,
                             &frontier.open_releases, &frontier.notable}) {
    CHECK(all(*column, amount));
  }
}

void check_run(const Inputs& inputs, std::uint32_t replicate, int every) {
  World world = start_of(inputs, replicate);
  for (int t = 1; t <= inputs.months; ++t) {
    advance(inputs, world, 1, replicate);
    if (t % every != 0) continue;
    INFO("replicate " << replicate << ", month " << t);
    check_market(world.capital.real, world.chip_market.real, world.fleet.real, world.power.real);
    check_market(world.capital.shadow, world.chip_market.shadow, world.fleet.shadow, world.power.shadow);
    check_labs(world);
    check_counts(world);
  }
}

Scenario century() {
  Scenario scenario = baseline();
  scenario.population.developers = 20;
  scenario.clock.end = Month::of(2121, 12);
  return scenario;
}

}  // namespace

TEST_CASE("a century of the baseline has no number out of range") { check_run(inputs_of(century()), 0, 1); }

TEST_CASE("a century has no number out of range with any parameters that the priors draw") {
  const Scenario scenario = century();
  for (std::uint32_t replicate = 0; replicate < 12; ++replicate) {
    check_run(build_inputs(scenario, draw_parameters(scenario, replicate)), replicate, 60);
  }
}

TEST_CASE("nor has one with every option on and paradigms with limits, whatever is drawn") {
  Scenario scenario = century();
  scenario.structure = {.innovation = Innovation::lumps, .automation = true, .safety_race = true};
  scenario.paradigms[0].competence_destruction = 0.5;
  scenario.paradigms[1].compute_intensity = 0.3;
  scenario.paradigms[1].compute_ceiling = 1e27;
  scenario.paradigms[1].ceiling = 12;
  for (EfficiencyStocks stocks : {EfficiencyStocks::two, EfficiencyStocks::one}) {
    scenario.structure.efficiency_stocks = stocks;
    for (std::uint32_t replicate = 0; replicate < 8; ++replicate) {
      check_run(build_inputs(scenario, draw_parameters(scenario, replicate)), replicate, 60);
    }
  }
}

TEST_CASE("nor has one with every parameter at either end of its range, one at a time") {
  Scenario scenario = shortened(century(), 200);
  const Parameters defaults = scenario.parameters.values;
  int parameters = 0;
  Parameters::for_each(defaults, [&](double, const Field&) { ++parameters; });
  for (int changed = 0; changed < parameters; ++changed) {
    for (bool upper : {false, true}) {
      Parameters extreme = defaults;
      int k = 0;
      std::string name;
      Parameters::for_each(extreme, [&](double& value, const Field& field) {
        if (k++ != changed) return;
        value = upper ? field.upper : field.lower;
        name = std::string(field.name) + " at " + std::to_string(value);
      });
      INFO(name);
      check_run(build_inputs(scenario, extreme), 0, 100);
    }
  }
}

TEST_CASE("shares and bounded observables stay within their bounds") {
  const auto batches = run(century(), {.count = 1});
  const auto check = [&](const char* name, double low, double high) {
    const auto k = static_cast<std::size_t>(find_observable(name));
    for (float x : batches[0].series[k]) {
      INFO(name << " = " << x);
      CHECK((std::isnan(x) || (x >= low && x <= high)));
    }
  };
  for (const char* name : {"compute_share", "hosted_share", "flow_share"}) check(name, 0, 1 + 1e-6);
  for (const char* name : {"gap_mmlu", "gap_gpqa", "gap_swe_bench"}) check(name, -100, 100);
  for (const char* name : {"compute_owned", "race_compute", "shadow_compute", "power_mw", "capex_usd", "releases",
                           "open_releases", "notable_models", "smuggled_chips", "domestic_chips", "scarcity"}) {
    check(name, 0, std::numeric_limits<double>::max());
  }
}

// Chips are neither made nor lost on the way from the market to the stocks. (Money and people: test_money.cpp; power:
// test_power.cpp.)
#include <cmath>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// H100e of all classes of the buyers of a bloc in a table of buyers x chips.
template <class Table>
double h100e_in(const Setting& setting, const Table& table, int bloc) {
  double sum = 0;
  for (int i = 0; i < setting.n_buyers(); ++i) {
    for (int c = 0; c < setting.n_chips() && setting.buyers.bloc[i] == bloc; ++c)
      sum += table[i * setting.n_chips() + c] * setting.h100e[c];
  }
  return sum;
}

/// H100e of a bloc on the way.
double on_the_way(const Setting& setting, const Stocks& stocks, int bloc) {
  double sum = 0;
  for (const auto& slot : stocks.transit) sum += h100e_in(setting, slot, bloc);
  return sum;
}

}  // namespace

TEST_CASE("chips: what a bloc bought and was not seized is installed, on the way or worn out, month by month") {
  const Scenario scenario = shipped("capital_winter");  // labs leave, and their chips go to others
  const Setting setting = setting_of(scenario);
  const Fleet& fleet = setting.parameters.fleet;
  World world = start_of(setting, 3);
  for (int t = 0; t < setting.months; ++t) {
    const World before = world;
    advance(setting, world, 1, 3);
    const auto due = static_cast<std::size_t>(t + 1) % world.real.transit.size();
    for (int b = 0; b < setting.n_blocs(); ++b) {
      const auto bought = [&](Route route) {
        const int k = b * n_routes + static_cast<int>(route);
        return world.ledger.route[k] - before.ledger.route[k];
      };
      const double in = bought(Route::legal) + bought(Route::domestic) +
                        bought(Route::smuggled) * (1 - setting.parameters.chip_market.seizure);
      const double arrived = h100e_in(setting, before.real.transit[due], b);
      INFO("month " << t << ", " << setting.blocs[b]);
      CHECK(std::fabs(on_the_way(setting, world.real, b) - on_the_way(setting, before.real, b) - in + arrived) <=
            1e-9 * (1 + in + arrived));
      // Hazards take between the least and the most that the ages of the stock allow.
      const double had = h100e_in(setting, before.real.count, b);
      const double worn = had + arrived - h100e_in(setting, world.real.count, b);
      const double least = (fleet.hazard + fleet.obsolescence) / 12, most = least + fleet.hazard_ageing * 20 / 12;
      CHECK(worn >= had * least * (1 - 1e-9));
      CHECK(worn <= had * most * (1 + 1e-9));
    }
  }
}

// Chips are neither made nor lost on the way from the market to the stocks. (Money and people: test_money.cpp; power:
// test_power.cpp.)
#include <cmath>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// H100e of all classes of the buyers of a bloc in a table of buyers x chips.
template <class Table>
double h100e_in(const Inputs& inputs, const Table& table, int bloc) {
  double sum = 0;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    for (int c = 0; c < inputs.n_chips() && inputs.buyers.bloc[i] == bloc; ++c)
      sum += table[i * inputs.n_chips() + c] * inputs.h100e[c];
  }
  return sum;
}

/// H100e of a bloc on the way.
double on_the_way(const Inputs& inputs, const ChipMarket::Trade& trade, int bloc) {
  double sum = 0;
  for (std::size_t row = 0; row < trade.transit.rows(); ++row) sum += h100e_in(inputs, trade.transit[row], bloc);
  return sum;
}

}  // namespace

TEST_CASE("chips: what a bloc bought and was not seized is installed, on the way or worn out, month by month") {
  const Scenario scenario = shipped("capital_winter");  // labs leave, and their chips go to others
  const Inputs inputs = inputs_of(scenario);
  const Fleet::Params& fleet = inputs.parameters.fleet;
  World world = start_of(inputs, 3);
  for (int t = 0; t < inputs.months; ++t) {
    const World before = world;
    advance(inputs, world, 1, 3);
    const auto due = static_cast<std::size_t>(t + 1) % world.chip_market.real.transit.rows();
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      const auto bought = [&](Route route) {
        const int k = b * n_routes + static_cast<int>(route);
        return world.chip_market.route[k] - before.chip_market.route[k];
      };
      const double in = bought(Route::legal) + bought(Route::domestic) +
                        bought(Route::smuggled) * (1 - inputs.parameters.chip_market.smuggling_seizure);
      const double arrived = h100e_in(inputs, before.chip_market.real.transit[due], b);
      INFO("month " << t << ", " << inputs.blocs[b]);
      CHECK(std::fabs(on_the_way(inputs, world.chip_market.real, b) - on_the_way(inputs, before.chip_market.real, b) -
                      in + arrived) <= 1e-9 * (1 + in + arrived));
      // Hazards take between the least and the most that the ages of the stock allow.
      const double had = h100e_in(inputs, before.fleet.real.count, b);
      const double worn = had + arrived - h100e_in(inputs, world.fleet.real.count, b);
      const double least = (fleet.hazard + fleet.obsolescence) / 12, most = least + fleet.hazard_ageing * 20 / 12;
      CHECK(worn >= had * least * (1 - 1e-9));
      CHECK(worn <= had * most * (1 + 1e-9));
    }
  }
}

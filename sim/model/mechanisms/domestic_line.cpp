#include "racesim/model/mechanisms/domestic_line.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double DomesticLine::learnt_yield(double start, double ceiling, double exponent, double made, double made_at_data_end) {
  if (ceiling <= start) return start;  // what was measured already exceeds what is thought possible
  if (made_at_data_end <= 0 || made <= made_at_data_end) return start;
  return ceiling - (ceiling - start) * math::pow(made / made_at_data_end, -exponent);
}

namespace {

/// Memory stacks that reach the bloc this month.
double memory_arrived(const MonthInputs& month, int bloc, bool ruled) {
  if (!ruled) return month.hbm_made[bloc] + month.hbm_imports[bloc];
  return month.hbm_made[bloc] + month.hbm_imports[bloc] * month.hbm_open[bloc] + month.hbm_stockpiled[bloc];
}

}  // namespace

double DomesticLine::capacity(const Stage& stage, const Stocks& stocks, int bloc, bool ruled) {
  const MonthInputs& month = stage.month();
  const ChipMarket& p = stage.parameters().chip_market;
  const double measured = month.yield[bloc];
  const double yield = measured > 0
                           ? measured
                           : learnt_yield(stage.inputs.timeline.last_yield[bloc], p.yield_max, p.yield_learning,
                                          stocks.domestic_made[bloc], stocks.domestic_made_in_data[bloc]);
  const double dies = month.dies[bloc] * (ruled ? month.die_factor[bloc] : 1);
  const double memory = stocks.hbm_stock[bloc] + memory_arrived(month, bloc, ruled);
  return std::min(dies * yield * (ruled ? month.yield_factor[bloc] : 1) / dies_per_h100e, memory / stacks_per_h100e);
}

void DomesticLine::settle(const Stage& stage, Stocks& stocks, std::span<const BuyerGroup> groups, bool ruled) {
  const MonthInputs& month = stage.month();
  for (int b = 0; b < stage.inputs.n_blocs(); ++b) {
    double made = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (groups[g].bloc != b || stage.world.market.money[g] <= 0) continue;
      for (std::size_t o = 0; o < groups[g].offers.size(); ++o) {
        if (groups[g].offers[o].route == Route::domestic) made += stage.world.market.bought[g][o];
      }
    }
    stocks.domestic_made[b] += made;
    if (month.yield[b] > 0) stocks.domestic_made_in_data[b] = stocks.domestic_made[b];
    stocks.hbm_stock[b] =
        std::max(0.0, stocks.hbm_stock[b] + memory_arrived(month, b, ruled) - made * stacks_per_h100e);
  }
}

}  // namespace racesim

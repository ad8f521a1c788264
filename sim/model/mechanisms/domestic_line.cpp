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

double DomesticLine::capacity(const Stage& stage, const ChipMarket::Trade& trade, int bloc, bool ruled) {
  const MonthInputs& month = stage.month();
  const ChipMarket::Params& p = stage.parameters().chip_market;
  const double measured = month.yield[bloc];
  const double yield = measured > 0 ? measured
                                    : learnt_yield(stage.inputs.timeline.last_yield[bloc], p.domestic_yield_max,
                                                   p.domestic_yield_learning, trade.domestic_made[bloc],
                                                   trade.domestic_made_in_data[bloc]);
  const double dies = month.dies[bloc] * (ruled ? month.die_factor[bloc] : 1);
  const double memory = trade.hbm_stock[bloc] + memory_arrived(month, bloc, ruled);
  return std::min(dies * yield * (ruled ? month.yield_factor[bloc] : 1) / dies_per_h100e, memory / stacks_per_h100e);
}

void DomesticLine::settle(const Stage& stage, ChipMarket::Trade& trade, const ChipMarket::Scratch& sales,
                          std::span<const BuyerGroup> groups, bool ruled) {
  const MonthInputs& month = stage.month();
  for (int b = 0; b < stage.inputs.n_blocs(); ++b) {
    double made = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (groups[g].bloc != b || sales.money[g] <= 0) continue;
      for (std::size_t o = 0; o < groups[g].offers.size(); ++o) {
        if (groups[g].offers[o].route == Route::domestic) made += sales.bought[g][o];
      }
    }
    trade.domestic_made[b] += made;
    if (month.yield[b] > 0) trade.domestic_made_in_data[b] = trade.domestic_made[b];
    trade.hbm_stock[b] = std::max(0.0, trade.hbm_stock[b] + memory_arrived(month, b, ruled) - made * stacks_per_h100e);
  }
}

}  // namespace racesim

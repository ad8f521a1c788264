#include "racesim/model/mechanisms/power.hpp"

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Power::expected_growth(double wanted, double year_ago) const {
  if (wanted <= year_ago || year_ago <= 0) return 0;
  return std::min(growth_limit, math::log(wanted / year_ago));
}

double Power::orders(double wanted, double ahead, double capacity, double queued, double most) const {
  const double target = (1 + headroom) * wanted * math::exp(ahead);
  return std::min(most, std::max(0.0, target - capacity - queued));
}

namespace {

/// MW that the chips installed in a bloc would draw.
double wanted_power(const Stage& stage, const Stocks& stocks, int bloc) {
  std::vector<double>& addends = stage.world.market.addends;
  for (int i = 0; i < stage.inputs.n_buyers(); ++i) {
    addends[i] = stage.inputs.buyers.bloc[i] == bloc ? stocks.installed[i] * stocks.kw_per_h100e[i] : 0;
  }
  return order_free_sum(addends) / 1000;
}

/// Capacity comes as measured, then as it was under construction at the end of the data, then as ordered.
void build(const Stage& stage, Grid& grid, int b) {
  const PowerTraits& traits = stage.inputs.power;
  const int lead = traits.lead[b];
  if (stage.t == traits.first_order) grid.queued[b] += stage.inputs.timeline.power_under_construction[b];
  const double before = grid.capacity[b];
  double& slot = grid.coming[b][stage.t % lead];
  grid.on_line[b] = slot;
  if (stage.t < traits.first_order + lead) {
    grid.capacity[b] = stage.month().power[b];
    grid.on_line[b] = grid.capacity[b] - before;
  } else {
    grid.capacity[b] += slot;
  }
  grid.ordered[b] = 0;
  if (stage.t >= traits.first_order) {
    const Power& p = stage.parameters().power;
    grid.queued[b] = std::max(0.0, grid.queued[b] - grid.on_line[b]);
    const double years = lead * month_in_years;
    const double growth = p.expected_growth(grid.wanted[b], grid.past_wanted[stage.t % 12][b]);
    grid.ordered[b] = p.orders(grid.wanted[b], growth * years, grid.capacity[b], grid.queued[b],
                               traits.build_limit[b] * grid.capacity[b] * month_in_years);
    grid.queued[b] += grid.ordered[b];
  }
  slot = grid.ordered[b];
  grid.past_wanted[stage.t % 12][b] = grid.wanted[b];
}

/// What policies let a bloc draw.
double capped(const MonthInputs& month, double power, int bloc) {
  for (const PowerCeiling& ceiling : month.power_ceilings) {
    if (ceiling.bloc == bloc) power += ceiling.strength * (std::min(power, ceiling.power) - power);
  }
  return power;
}

}  // namespace

void Power::advance(const Stage& stage) {
  PowerState& state = stage.world.power;
  for (bool real : {true, false}) {
    Stocks& stocks = real ? stage.world.real : stage.world.shadow;
    Grid& grid = real ? state.real : state.shadow;
    for (int b = 0; b < stage.inputs.n_blocs(); ++b) {
      grid.wanted[b] = wanted_power(stage, stocks, b);
      if (grid.capacity[b] < infinity) build(stage, grid, b);
      const double most = real ? capped(stage.month(), grid.capacity[b], b) : grid.capacity[b];
      stocks.power_drawn[b] = std::min(grid.wanted[b], most);
      stocks.power_share[b] = grid.wanted[b] > most ? most / grid.wanted[b] : 1;
    }
  }
  const Power& p = stage.parameters().power;
  for (int b = 0; b < stage.inputs.n_blocs(); ++b) {
    const double capacity = state.real.capacity[b];
    state.price_factor[b] = capacity > 0 ? p.price(state.real.wanted[b] / capacity) : 1;
  }
}

}  // namespace racesim

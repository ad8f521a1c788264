#include "racesim/model/mechanisms/power.hpp"

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Power::Params::expected_growth(double wanted, double year_ago) const {
  if (wanted <= year_ago || year_ago <= 0) return 0;
  return std::min(growth_limit, math::log(wanted / year_ago));
}

double Power::Params::orders(double wanted, double ahead, double capacity, double queued, double most) const {
  const double target = (1 + headroom) * wanted * math::exp(ahead);
  return std::min(most, std::max(0.0, target - capacity - queued));
}

namespace {

/// MW that the chips installed in a bloc would draw.
double wanted_power(const Stage& stage, const Fleet::State::Chips& chips, Power::State& own, int bloc) {
  for (int i = 0; i < stage.inputs.n_buyers(); ++i)
    own.scratch[i] = stage.inputs.buyers.bloc[i] == bloc ? chips.installed[i] * chips.kw_per_h100e[i] : 0;
  return order_free_sum(own.scratch) / 1000;
}

/// Capacity comes as measured, then as it was under construction at the end of the data, then as ordered.
void build(const Stage& stage, Power::Grid& grid, int b) {
  const PowerTraits& traits = stage.inputs.power;
  const int lead = traits.lead[b];
  if (stage.t == traits.first_order) grid.queued[b] += stage.inputs.timeline.power_under_construction[b];
  const double before = grid.capacity[b];
  double& slot = grid.coming[stage.t % lead][b];
  grid.on_line[b] = slot;
  if (stage.t < traits.first_order + lead) {
    grid.capacity[b] = stage.month().power[b];
    grid.on_line[b] = grid.capacity[b] - before;
  } else {
    grid.capacity[b] += slot;
  }
  grid.ordered[b] = 0;
  if (stage.t >= traits.first_order) {
    const Power::Params& p = stage.parameters().power;
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

std::size_t Power::longest_lead(const Inputs& inputs) { return std::ranges::max(inputs.power.lead); }

void Power::start(const Inputs& inputs, State& own) {
  std::ranges::copy(inputs.timeline.power_before, own.real.capacity.begin());
  std::ranges::copy(inputs.timeline.power_before, own.shadow.capacity.begin());
}

void Power::advance(const Stage& stage, State& own) {
  for (const bool real : {true, false}) {
    const Fleet::State::Chips& chips = real ? stage.world.fleet.real : stage.world.fleet.shadow;
    Grid& grid = real ? own.real : own.shadow;
    for (int b = 0; b < stage.inputs.n_blocs(); ++b) {
      grid.wanted[b] = wanted_power(stage, chips, own, b);
      if (grid.capacity[b] < infinity) build(stage, grid, b);
      const double most = real ? capped(stage.month(), grid.capacity[b], b) : grid.capacity[b];
      grid.drawn[b] = std::min(grid.wanted[b], most);
      grid.share[b] = grid.wanted[b] > most ? most / grid.wanted[b] : 1;
    }
  }
  const Power::Params& p = stage.parameters().power;
  for (int b = 0; b < stage.inputs.n_blocs(); ++b) {
    const double capacity = own.real.capacity[b];
    own.price_factor[b] = capacity > 0 ? p.price(own.real.wanted[b] / capacity) : 1;
  }
}

std::span<const Parameter<Power::Params>> Power::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::overhead,
       {.name = "overhead",
        .unit = "1",
        .lower = 1,
        .upper = 5,
        .prior = Prior::uniform(1.9, 2.6),
        .confidence = Confidence::derived,
        .source = "Epoch AI: 1,450 W of IT power per H100 of 700 W, 840 W per H100e on a GB200 of "
                  "474 W per H100e; cooling and losses 1.1-1.25, judgement",
        .doc = "power at the wall over the power of the chip: server, network, cooling"}},
      {&Params::improvement,
       {.name = "improvement",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.23, 0.31),
        .confidence = Confidence::verified,
        .source = "Clymer: 1.26-1.35x/yr",
        .doc = "fall of the power per H100e of new chips after the last launch of their vendor "
               "in the catalogue"}},
      {&Params::construction_growth,
       {.name = "construction_growth",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 2,
        .prior = Prior::normal(0.15, 0.55),
        .source = "judgement; IEA: world 415 to 945 TWh in six years",
        .doc = "growth of the capacity by what was under construction at the end of the data"}},
      {&Params::lead_factor,
       {.name = "lead_factor",
        .lower = 0.1,
        .upper = 5,
        .prior = Prior::lognormal(0.7, 1.5),
        .source = "judgement",
        .doc = "multiplier of the blocs' lead times"}},
      {&Params::headroom,
       {.name = "headroom",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.05, 0.4),
        .source = "judgement",
        .doc = "capacity that operators aim at beyond the power they expect to want"}},
      {&Params::growth_limit,
       {.name = "growth_limit",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 3,
        .prior = Prior::uniform(0.4, 1),
        .source = "judgement",
        .doc = "largest growth of the power wanted that operators build for"}},
      {&Params::price_threshold,
       {.name = "price_threshold",
        .symbol = "u0",
        .lower = 0,
        .upper = 0.95,
        .prior = Prior::uniform(0.5, 0.85),
        .source = "judgement",
        .doc = "utilisation from which power gets dearer"}},
      {&Params::price_slope,
       {.name = "price_slope",
        .symbol = "k",
        .lower = 0,
        .upper = 20,
        .prior = Prior::lognormal(0.3, 3),
        .source = "judgement",
        .doc = "rise of the price of power when all capacity is wanted, share of the idle price"}},
  };
  return rows;
}

}  // namespace racesim

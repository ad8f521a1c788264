#include "racesim/model/mechanisms/fleet.hpp"

#include <algorithm>

#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

void hold_initial_chips(const Inputs& inputs, Fleet::State::Chips& chips) {
  std::ranges::copy(inputs.buyers.initial_count, chips.count.begin());
  std::ranges::copy(inputs.buyers.initial_age, chips.age.begin());
  // Mean power as if bought in the first month.
  const std::vector<double>& kw = inputs.timeline.months[0].kw_per_h100e;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    double h100e = 0;
    double power = 0;
    for (int c = 0; c < inputs.n_chips(); ++c) {
      const double held = inputs.buyers.initial_count[i * inputs.n_chips() + c] * inputs.chips[c].h100e;
      h100e += held;
      power += held * kw[c];
    }
    chips.kw_per_h100e[i] = h100e > 0 ? power / h100e : 0;
  }
}

void age_and_deliver(const Stage& stage, const ChipMarket::Trade& trade, Fleet::State::Chips& chips, int buyer) {
  const Fleet::Params& p = stage.parameters().fleet;
  const Inputs& inputs = stage.inputs;
  // Chips draw what those ordered in the same month draw.
  const int ordered = std::max(0, stage.t + 1 - static_cast<int>(trade.transit.rows()));
  const std::vector<double>& kw = inputs.timeline.months[ordered].kw_per_h100e;
  double installed = 0;
  double usable = 0;
  double arrived = 0;
  double arrived_kw = 0;
  for (int c = 0; c < inputs.n_chips(); ++c) {
    const int k = buyer * inputs.n_chips() + c;
    const double arrivals = trade.delivered[k];
    if (chips.count[k] <= 0 && arrivals <= 0) continue;  // most buyers never hold most classes
    const Fleet::Cohort cohort = p.next({chips.count[k], chips.age[k]}, arrivals);
    chips.count[k] = cohort.count;
    chips.age[k] = cohort.age;
    const double h100e = arrivals * inputs.h100e[c];
    arrived += h100e;
    arrived_kw += h100e * kw[c];
    installed += cohort.count * inputs.h100e[c];
    usable += cohort.count * inputs.usable_h100e[c];
  }
  if (arrived > 0)
    chips.kw_per_h100e[buyer] = ((installed - arrived) * chips.kw_per_h100e[buyer] + arrived_kw) / installed;
  chips.installed[buyer] = installed;
  chips.usable[buyer] = usable;
}

void hand_on_chips(const Stage& stage, Fleet::State::Chips& chips, int leaver) {
  const int n = stage.inputs.n_chips();
  bool inherited = false;
  for (int c = 0; c < n; ++c) {
    const int from = leaver * n + c;
    Exits::for_heirs(stage, leaver, stage.inputs.n_buyers(), [&](int heir, int heirs) {
      const int to = heir * n + c;
      const double part = chips.count[from] / heirs, sum = chips.count[to] + part;
      if (sum > 0) chips.age[to] = (chips.age[to] * chips.count[to] + chips.age[from] * part) / sum;
      chips.count[to] = sum;
      inherited = true;
    });
    if (inherited) chips.count[from] = chips.age[from] = 0;
  }
}

}  // namespace

void Fleet::start(const Inputs& inputs, State& own) {
  hold_initial_chips(inputs, own.real);
  hold_initial_chips(inputs, own.shadow);
}

void Fleet::hand_on(const Stage& stage, State& own) {
  Exits::for_leavers(stage, [&](int leaver) {
    hand_on_chips(stage, own.real, leaver);
    hand_on_chips(stage, own.shadow, leaver);
  });
}

void Fleet::advance(const Stage& stage, State& own, Range buyers) {
  for (int i = buyers.first; i < buyers.last; ++i) {
    age_and_deliver(stage, stage.world.chip_market.real, own.real, i);
    age_and_deliver(stage, stage.world.chip_market.shadow, own.shadow, i);
  }
}

void Fleet::compute(const Stage& stage, State& own, Range labs) {
  const Inputs& inputs = stage.inputs;
  const ChipMarket::State& market = stage.world.chip_market;
  const Power::State& power = stage.world.power;
  const int named = std::min(labs.last, inputs.n_named());
  for (int i = labs.first; i < named; ++i) {
    const int b = inputs.labs.bloc[i];
    own.compute[i] = own.real.usable[i] * power.real.share[b] + market.real.rented[i];
    own.shadow_compute[i] = own.shadow.usable[i] * power.shadow.share[b] + market.shadow.rented[i];
  }
  const double h100e_per_usd = 1 / stage.month().rent;
  for (int i = std::max(labs.first, inputs.n_named()); i < labs.last; ++i) {
    own.compute[i] = own.shadow_compute[i] = inputs.labs.developer_budget[i] * h100e_per_usd;
  }
}

std::span<const Parameter<Fleet::Params>> Fleet::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::delivery_delay,
       {.name = "delivery_delay",
        .unit = "month",
        .lower = 1,
        .upper = 12,
        .prior = Prior::uniform(2, 5),
        .source = "judgement",
        .doc = "time from order to use, whole months"}},
      {&Params::hazard,
       {.name = "hazard",
        .symbol = "h0",
        .unit = "1/yr",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.01, 0.03),
        .confidence = Confidence::verified,
        .source = "Clymer, ai_futures_model: 1-3 %/yr",
        .doc = "failure rate of new chips"}},
      {&Params::hazard_ageing,
       {.name = "hazard_ageing",
        .symbol = "h1",
        .unit = "1/yr/yr",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.001, 0.008),
        .confidence = Confidence::verified,
        .source = "Clymer, ai_futures_model",
        .doc = "growth of the failure rate with age"}},
      {&Params::obsolescence,
       {.name = "obsolescence",
        .symbol = "delta",
        .unit = "1/yr",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.05, 0.3),
        .confidence = Confidence::verified,
        .source = "Davidson, full takeoff model: 0.1-0.3/yr",
        .doc = "rate at which chips leave the race for other uses"}},
  };
  return rows;
}

}  // namespace racesim

#include "racesim/model/mechanisms/fleet.hpp"

#include <algorithm>

#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

void age_and_deliver(const Stage& stage, Stocks& stocks, int buyer) {
  const Fleet& p = stage.parameters().fleet;
  const Inputs& inputs = stage.inputs;
  // The slot that this month's orders go to next month holds what was ordered `delay` months ago.
  Column<double>& arriving = stocks.transit[(stage.t + 1) % stocks.transit.size()];
  // They draw what chips drew in the month in which they were ordered.
  const int ordered = std::max(0, stage.t + 1 - static_cast<int>(stocks.transit.size()));
  const std::vector<double>& kw = inputs.timeline.months[ordered].kw_per_h100e;
  double installed = 0;
  double usable = 0;
  double arrived = 0;
  double arrived_kw = 0;
  for (int c = 0; c < inputs.n_chips(); ++c) {
    const int k = buyer * inputs.n_chips() + c;
    if (stocks.count[k] <= 0 && arriving[k] <= 0) continue;  // most buyers never hold most classes
    const Fleet::Cohort cohort = p.next({stocks.count[k], stocks.age[k]}, arriving[k]);
    stocks.count[k] = cohort.count;
    stocks.age[k] = cohort.age;
    const double h100e = arriving[k] * inputs.h100e[c];
    arrived += h100e;
    arrived_kw += h100e * kw[c];
    arriving[k] = 0;
    installed += cohort.count * inputs.h100e[c];
    usable += cohort.count * inputs.usable_h100e[c];
  }
  if (arrived > 0)
    stocks.kw_per_h100e[buyer] = ((installed - arrived) * stocks.kw_per_h100e[buyer] + arrived_kw) / installed;
  stocks.installed[buyer] = installed;
  stocks.usable[buyer] = usable;
}

}  // namespace

void Fleet::advance(const Stage& stage, LabRange buyers) {
  for (int i = buyers.first; i < buyers.last; ++i) {
    age_and_deliver(stage, stage.world.real, i);
    age_and_deliver(stage, stage.world.shadow, i);
  }
}

void Fleet::compute(const Stage& stage, LabRange labs) {
  const Inputs& inputs = stage.inputs;
  World& world = stage.world;
  const int named = std::min(labs.last, inputs.n_named());
  for (int i = labs.first; i < named; ++i) {
    const int b = inputs.labs.bloc[i];
    world.compute[i] = world.real.usable[i] * world.real.power_share[b] + world.real.rented[i];
    world.shadow_compute[i] = world.shadow.usable[i] * world.shadow.power_share[b] + world.shadow.rented[i];
  }
  const double h100e_per_usd = 1 / stage.month().rent;
  for (int i = std::max(labs.first, inputs.n_named()); i < labs.last; ++i) {
    world.compute[i] = world.shadow_compute[i] = inputs.labs.developer_budget[i] * h100e_per_usd;
  }
}

}  // namespace racesim

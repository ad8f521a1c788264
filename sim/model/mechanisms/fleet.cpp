#include "racesim/model/mechanisms/fleet.hpp"

#include <algorithm>

#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

void age_and_deliver(const Stage& stage, Stocks& stocks, int buyer) {
  const Fleet& p = stage.parameters().fleet;
  const Setting& setting = stage.setting;
  // The slot that this month's orders go to next month holds what was ordered `delay` months ago.
  Column<double>& arriving = stocks.transit[(stage.t + 1) % stocks.transit.size()];
  double installed = 0;
  double usable = 0;
  for (int c = 0; c < setting.n_chips(); ++c) {
    const int k = buyer * setting.n_chips() + c;
    if (stocks.count[k] <= 0 && arriving[k] <= 0) continue;  // most buyers never hold most classes
    const Fleet::Cohort cohort = p.next({stocks.count[k], stocks.age[k]}, arriving[k]);
    stocks.count[k] = cohort.count;
    stocks.age[k] = cohort.age;
    arriving[k] = 0;
    installed += cohort.count * setting.chips[c].h100e;
    usable += cohort.count * setting.usable_h100e[c];
  }
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

void Fleet::draw_power(const Stage& stage) {
  const MonthInputs& month = stage.inputs();
  std::vector<double>& addends = stage.world.market.addends;
  for (Stocks* stocks : {&stage.world.real, &stage.world.shadow}) {
    for (int b = 0; b < stage.setting.n_blocs(); ++b) {
      for (int i = 0; i < stage.setting.n_buyers(); ++i) {
        addends[i] = stage.setting.buyers.bloc[i] == b ? stocks->installed[i] : 0;
      }
      const double wanted = order_free_sum(addends) * month.kw_per_h100e / 1000;  // MW
      stocks->power_drawn[b] = std::min(wanted, month.power[b]);
      stocks->power_share[b] = wanted > month.power[b] ? month.power[b] / wanted : 1;
    }
  }
}

void Fleet::compute(const Stage& stage, LabRange labs) {
  const Setting& setting = stage.setting;
  World& world = stage.world;
  const int named = std::min(labs.last, setting.n_named());
  for (int i = labs.first; i < named; ++i) {
    const int b = setting.labs.bloc[i];
    world.compute[i] = world.real.usable[i] * world.real.power_share[b] + world.real.rented[i];
    world.shadow_compute[i] = world.shadow.usable[i] * world.shadow.power_share[b] + world.shadow.rented[i];
  }
  const double h100e_per_usd = 1 / stage.inputs().rent;
  for (int i = std::max(labs.first, setting.n_named()); i < labs.last; ++i) {
    world.compute[i] = world.shadow_compute[i] = setting.labs.developer_budget[i] * h100e_per_usd;
  }
}

}  // namespace racesim

#include "racesim/model/mechanisms/adoption.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Adoption::Params::next(double share, double years) const {
  const double rate = innovation + imitation * share;
  if (rate <= 0 || years <= 0) return share;
  // (1 - F) / (p + q F) falls by exp(-(p + q) t).
  const double left = (1 - share) / rate * math::exp(-(innovation + imitation) * years);
  return std::clamp((1 - innovation * left) / (1 + imitation * left), share, 1.0);
}

double Adoption::Params::capability_gate(double eci, double need) const {
  return eci > -infinity ? 1 / (1 + math::exp(-gate_slope * (eci - need))) : 0;
}

double Adoption::Params::price_gate(double price) const {
  return price > 0 ? 1 / (1 + math::pow(price / reference_price, price_elasticity)) : 1;
}

double Adoption::Params::data_gain(double data) const { return data_effect * math::log(1 + data / data_scale); }

namespace {

/// What firms of a bloc can use: its own labs' best, and of what others have beyond that as much as gets through. A
/// bloc without a model of its own starts from the weakest of the day.
double eci_available(const Stage& stage, int bloc) {
  const Inputs& inputs = stage.inputs;
  const World& world = stage.world;
  double own = -infinity, weakest = infinity;
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (inputs.labs.entry[i] > stage.t) continue;
    weakest = std::min(weakest, world.releases.best_eci[i]);
    if (inputs.labs.bloc[i] == bloc) own = std::max(own, world.releases.best_eci[i]);
  }
  if (own == -infinity) own = weakest;
  if (own == infinity) return -infinity;
  double best = own;
  const auto reach = [&](double eci, double access) {
    if (eci > own) best = std::max(best, own + access * (eci - own));
  };
  const int blocs = inputs.n_blocs();
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (inputs.labs.entry[i] > stage.t || inputs.labs.bloc[i] == bloc) continue;
    reach(world.releases.best_eci[i], stage.month().api_access[i * blocs + bloc]);
    reach(world.releases.open_eci[i], stage.month().weights_access[inputs.labs.bloc[i] * blocs + bloc]);
  }
  return best;
}

void advance_bloc(const Stage& stage, Adoption::State& own, int b) {
  const Adoption::Params& p = stage.parameters().adoption;
  const SectorTraits& sectors = stage.inputs.sectors;
  const double eci = own.eci_available[b] = eci_available(stage, b);
  const ModelMarket::State& market = stage.world.model_market;
  const double open = p.price_gate(market.price_at_reference[b]) * market.filled[b];
  double users = 0;
  double index = 0;
  for (int s = 0; s < sectors.count(); ++s) {
    const int k = b * sectors.count() + s;
    double& data = own.domain_data[k];
    const double applied = eci + p.data_gain(data);
    const double gate = p.capability_gate(applied, sectors.need[s]) * open;
    own.share[k] = p.next(own.share[k], stage.month().adoption_push[k] * gate * month_in_years);
    data += (sectors.richness[s] * own.share[k] - data / p.data_time_constant) * month_in_years;
    users += sectors.weight[s] * own.share[k];
    index += sectors.weight[s] * own.share[k] * std::max(0.0, applied - sectors.need[s]);
  }
  own.bloc_share[b] = users;
  own.industrial_index[b] = index;
}

/// Share of the firms that a goal is about.
double share_of(const Inputs& inputs, const Adoption::State& own, const AdoptionGoal& goal) {
  double users = 0;
  double firms = 0;
  for (int s = 0; s < inputs.n_sectors(); ++s) {
    if (goal.sectors[s] == 0) continue;
    firms += inputs.sectors.weight[s];
    users += inputs.sectors.weight[s] * own.share[goal.bloc * inputs.n_sectors() + s];
  }
  return firms > 0 ? users / firms : 0;
}

}  // namespace

void Adoption::start(const Inputs& inputs, State& own) {
  for (std::size_t k = 0; k < own.share.size(); ++k) own.share[k] = inputs.initial_adoption[k / inputs.n_sectors()];
  if (inputs.n_sectors() > 0) std::ranges::copy(inputs.initial_adoption, own.bloc_share.begin());
}

void Adoption::advance(const Stage& stage, State& own) {
  const Inputs& inputs = stage.inputs;
  if (inputs.n_sectors() == 0) return;
  for (int b = 0; b < inputs.n_blocs(); ++b) advance_bloc(stage, own, b);
  for (std::size_t k = 0; k < inputs.goals.size(); ++k) {
    if (own.reached[k] < 0 && share_of(inputs, own, inputs.goals[k]) >= inputs.goals[k].share) own.reached[k] = stage.t;
  }
}

std::span<const Parameter<Adoption::Params>> Adoption::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::innovation,
       {.name = "innovation",
        .symbol = "p",
        .unit = "1/yr",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.01, 0.03),
        .source = "judgement; Bass 1969, durable goods: about 0.02 (from memory)",
        .doc = "rate at which firms take up AI by themselves"}},
      {&Params::imitation,
       {.name = "imitation",
        .symbol = "q",
        .unit = "1/yr",
        .lower = 0,
        .upper = 5,
        .prior = Prior::uniform(0.3, 0.5),
        .source = "judgement; Bass 1969, durable goods: about 0.4 (from memory)",
        .doc = "rate at which firms take up AI because others have"}},
      {&Params::gate_slope,
       {.name = "gate_slope",
        .symbol = "b",
        .unit = "1/ECI",
        .lower = 0,
        .upper = 2,
        .prior = Prior::lognormal(0.08, 0.28),
        .source = "judgement; single tasks are steeper or as steep: 0.09-0.16 by benchmark",
        .doc = "slope of the share of firms for which a capability suffices"}},
      {&Params::reference_price,
       {.name = "reference_price",
        .symbol = "price_0",
        .unit = "USD",
        .lower = 0.001,
        .upper = 10000,
        .prior = Prior::lognormal(3, 33),
        .source = "judgement",
        .doc = "price of a million tokens of reference quality at which half of the firms "
               "wait"}},
      {&Params::price_elasticity,
       {.name = "price_elasticity",
        .symbol = "theta",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0.5, 1.5),
        .source = "judgement",
        .doc = "steepness of the price gate"}},
      {&Params::data_effect,
       {.name = "data_effect",
        .symbol = "e",
        .unit = "ECI",
        .lower = 0,
        .upper = 50,
        .prior = Prior::uniform(0, 5),
        .source = "judgement",
        .doc = "applied capability gained per e-fold of a sector's domain data"}},
      {&Params::data_scale,
       {.name = "data_scale",
        .symbol = "D_0",
        .unit = "yr",
        .lower = 0.001,
        .upper = 100,
        .prior = Prior::lognormal(0.3, 3),
        .source = "judgement",
        .doc = "domain data at which their gain is e ln 2, in years of use by every firm"}},
      {&Params::data_time_constant,
       {.name = "data_time_constant",
        .unit = "yr",
        .lower = 0.5,
        .upper = 100,
        .prior = Prior::lognormal(2, 12),
        .source = "judgement",
        .doc = "time in which domain data lose their worth"}},
  };
  return rows;
}

}  // namespace racesim

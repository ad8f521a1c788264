#include "racesim/model/mechanisms/adoption.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Adoption::next(double share, double years) const {
  const double rate = innovation + imitation * share;
  if (rate <= 0 || years <= 0) return share;
  // (1 - F) / (p + q F) falls by exp(-(p + q) t).
  const double left = (1 - share) / rate * math::exp(-(innovation + imitation) * years);
  return std::clamp((1 - innovation * left) / (1 + imitation * left), share, 1.0);
}

double Adoption::capability_gate(double eci, double need) const {
  return eci > -infinity ? 1 / (1 + math::exp(-gate_slope * (eci - need))) : 0;
}

double Adoption::price_gate(double price) const {
  return price > 0 ? 1 / (1 + math::pow(price / reference_price, price_elasticity)) : 1;
}

double Adoption::data_gain(double data) const { return data_effect * math::log(1 + data / data_scale); }

namespace {

/// What firms of a bloc can use: its own labs' best, and of what others have beyond that as much as gets through. A
/// bloc without a model of its own starts from the weakest of the day.
double eci_available(const Stage& stage, int bloc) {
  const Inputs& inputs = stage.inputs;
  const World& world = stage.world;
  double own = -infinity, weakest = infinity;
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (inputs.labs.entry[i] > stage.t) continue;
    weakest = std::min(weakest, world.best_eci[i]);
    if (inputs.labs.bloc[i] == bloc) own = std::max(own, world.best_eci[i]);
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
    reach(world.best_eci[i], stage.month().api_access[i * blocs + bloc]);
    reach(world.open_eci[i], stage.month().weights_access[inputs.labs.bloc[i] * blocs + bloc]);
  }
  return best;
}

void advance_bloc(const Stage& stage, int b) {
  const Adoption& p = stage.parameters().adoption;
  const SectorTraits& sectors = stage.inputs.sectors;
  AdoptionState& state = stage.world.adoption;
  const double eci = state.eci_available[b] = eci_available(stage, b);
  const Demand& demand = stage.world.demand;
  const double open = p.price_gate(demand.price_at_reference[b]) * demand.filled[b];
  double users = 0;
  double index = 0;
  for (int s = 0; s < sectors.count(); ++s) {
    const int k = b * sectors.count() + s;
    double& data = state.domain_data[k];
    const double applied = eci + p.data_gain(data);
    const double gate = p.capability_gate(applied, sectors.need[s]) * open;
    state.share[k] = p.next(state.share[k], stage.month().adoption_push[k] * gate * month_in_years);
    data += (sectors.richness[s] * state.share[k] - data / p.data_memory) * month_in_years;
    users += sectors.weight[s] * state.share[k];
    index += sectors.weight[s] * state.share[k] * std::max(0.0, applied - sectors.need[s]);
  }
  state.bloc_share[b] = users;
  state.industrial_index[b] = index;
}

/// Share of the firms that a goal is about.
double share_of(const Inputs& inputs, const AdoptionState& state, const AdoptionGoal& goal) {
  double users = 0;
  double firms = 0;
  for (int s = 0; s < inputs.n_sectors(); ++s) {
    if (goal.sectors[s] == 0) continue;
    firms += inputs.sectors.weight[s];
    users += inputs.sectors.weight[s] * state.share[goal.bloc * inputs.n_sectors() + s];
  }
  return firms > 0 ? users / firms : 0;
}

}  // namespace

void Adoption::advance(const Stage& stage) {
  const Inputs& inputs = stage.inputs;
  AdoptionState& state = stage.world.adoption;
  if (inputs.n_sectors() == 0) return;
  for (int b = 0; b < inputs.n_blocs(); ++b) advance_bloc(stage, b);
  for (std::size_t k = 0; k < inputs.goals.size(); ++k) {
    if (state.reached[k] < 0 && share_of(inputs, state, inputs.goals[k]) >= inputs.goals[k].share)
      state.reached[k] = stage.t;
  }
}

}  // namespace racesim

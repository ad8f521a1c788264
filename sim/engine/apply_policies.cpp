#include "parts.hpp"
#include "racesim/model/policies.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

/// The month as no policy has touched it.
void set_neutral(const Inputs& inputs, PolicyChanges& changes, MonthInputs& month_inputs) {
  changes = {.front_loads = std::vector<std::uint8_t>(inputs.n_buyers(), 0)};
  const int blocs = inputs.n_blocs();
  month_inputs.die_factor.assign(blocs, 1);
  month_inputs.yield_factor.assign(blocs, 1);
  month_inputs.hbm_open.assign(blocs, 1);
  month_inputs.hbm_stockpiled.assign(blocs, 0);
  month_inputs.talent_flow.assign(blocs * blocs, 1);
  month_inputs.weights_access.assign(blocs * blocs, 1);
  month_inputs.open_shift.assign(inputs.n_named(), 0);
  month_inputs.adoption_push.assign(blocs * inputs.n_sectors(), 1);
  month_inputs.api_access.clear();
  for (int i = 0; i < inputs.n_named(); ++i)
    month_inputs.api_access.insert(month_inputs.api_access.end(), blocs, inputs.labs.api_access[i]);
  month_inputs.power_ceilings.clear();
  month_inputs.shocks.clear();
}

void front_load(const Policy& policy, PolicyMonth& month) {
  for (int i = 0; i < month.inputs.n_buyers(); ++i) {
    std::uint8_t& early = month.changes.front_loads[i];
    const auto anticipates = [&](const auto& p) { return p.anticipated_by(month.buyer(i), month.inputs.chips); };
    if (early == 0 && std::visit(anticipates, policy)) early = 1;
  }
}

}  // namespace

Rulings apply_policies(const Scenario& scenario, const Inputs& inputs, MonthPlan& plan, MonthInputs& month_inputs) {
  set_neutral(inputs, plan.changes, month_inputs);
  PolicyMonth month{inputs, plan.month, plan.changes, month_inputs};
  Rulings rulings({.month = plan.month,
                   .chips = inputs.chips,
                   .chip_vendor = inputs.chip_vendor,
                   .vendors = inputs.n_vendors(),
                   .rented = newest_world_class(scenario, plan.month),
                   .buyers = month.all_buyers()});
  for (const Policy& policy : scenario.policies) {
    if (dates(policy).awaited(plan.month)) front_load(policy, month);
    const double strength = dates(policy).strength(plan.month);
    if (strength <= 0) continue;
    apply(policy, strength, rulings);
    apply(policy, strength, month);
  }
  return rulings;
}

}  // namespace racesim

#include <algorithm>

#include "parts.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

/// One month as the instruments change it: one overload per type, the rest of the month untouched. What they do to
/// numbers that grow by parameters is noted in the plan, the rest done to the inputs.
struct Effect {
  const Inputs& inputs;
  MonthPlan& plan;
  MonthInputs& month_inputs;
  double strength = 0;
  Month month = plan.month;

  template <class Act>
  void for_blocs(const std::vector<std::string>& names, Act&& act) const {
    for (const std::string& name : names) act(find_name(inputs.blocs, name));
  }
  /// A multiplier at partial strength: 1 outside, `factor` in full force.
  double partly(double factor) const { return 1 - strength * (1 - factor); }

  /// Vendors named, or all.
  void cut_supply(const std::vector<std::string>& vendors, double factor) const {
    for (int v = 0; v < inputs.n_vendors(); ++v) {
      if (vendors.empty() || std::ranges::find(vendors, inputs.vendors[v]) != vendors.end())
        plan.supply_changes.push_back({v, partly(factor)});
    }
  }
  Buyer buyer(int i) const { return {inputs.blocs[inputs.buyers.bloc[i]], inputs.buyers.name[i]}; }
  /// Buyers that a list of blocs and buyers names.
  std::vector<int> buyers(const std::vector<std::string>& list) const {
    std::vector<int> named;
    for (int i = 0; i < inputs.n_buyers(); ++i) {
      if (names(list, buyer(i))) named.push_back(i);
    }
    return named;
  }
  /// Named labs that are `name` or belong to the bloc `name`.
  template <class Act>
  void for_labs(const std::string& name, Act&& act) const {
    const int bloc = find_name(inputs.blocs, name);
    for (int i = 0; i < inputs.n_named(); ++i) {
      if (inputs.labs.name[i] == name || inputs.labs.bloc[i] == bloc) act(i);
    }
  }

  // Rules on what buyers may order are read buyer by buyer and chip by chip when offers are made (rules.cpp).
  void operator()(const ExportRule&) const {}
  void operator()(const ImportRule&) const {}
  void operator()(const EntityListing&) const {}
  void operator()(const CloudRule&) const {}

  void operator()(const EquipmentBan& p) const {
    for_blocs(p.to, [&](int b) {
      month_inputs.die_factor[b] *= partly(p.capacity_factor);
      month_inputs.yield_factor[b] *= partly(p.yield_factor);
    });
  }
  void operator()(const HbmBan& p) const {
    for_blocs(p.to, [&](int b) {
      month_inputs.hbm_open[b] *= 1 - strength;
      if (month == p.first()) month_inputs.hbm_stockpiled[b] += p.stockpile;
    });
  }
  void operator()(const ApiRule& p) const {
    for_labs(p.by, [&](int i) {
      for_blocs(p.to, [&](int b) { month_inputs.api_access[i * inputs.n_blocs() + b] *= 1 - strength * p.closes; });
    });
  }
  void operator()(const ModelWeightRule& p) const {
    const int from = find_name(inputs.blocs, p.from);
    for_blocs(p.to,
              [&](int b) { month_inputs.weights_access[from * inputs.n_blocs() + b] *= 1 - strength * p.closes; });
  }
  void operator()(const Enforcement& p) const {
    for_blocs(p.on, [&](int b) { plan.smuggling_changes.push_back({b, 1 - strength * p.level}); });
  }
  void operator()(const Subsidy& p) const {
    const std::vector<std::string>& paid = p.labs.empty() ? std::vector<std::string>{p.by} : p.labs;
    plan.budget_changes.push_back({.buyers = buyers(paid), .usd = strength * p.usd_per_year * month_in_years});
  }
  void operator()(const CapitalShock& p) const {
    plan.budget_changes.push_back({.buyers = buyers(p.on), .factor = partly(p.factor)});
  }
  void operator()(const PowerCap& p) const {
    for_blocs(p.on, [&](int b) {
      month_inputs.power_ceilings.push_back({.bloc = b, .power = p.power, .strength = strength});
    });
  }
  void operator()(const AdoptionTarget& p) const {
    const int bloc = find_name(inputs.blocs, p.by);
    for (int s = 0; s < inputs.n_sectors(); ++s) {
      if (includes(p, inputs.sectors.name[s]))
        month_inputs.adoption_push[bloc * inputs.n_sectors() + s] *= partly(p.push);
    }
  }
  void operator()(const TalentRule& p) const {
    const int from = find_name(inputs.blocs, p.from);
    for_blocs(p.to, [&](int b) { month_inputs.talent_flow[from * inputs.n_blocs() + b] *= partly(p.factor); });
  }
  void operator()(const MaterialsBan& p) const { cut_supply(p.vendors, p.supply_factor); }
  void operator()(const SupplyStop& p) const { cut_supply(p.vendors, p.factor); }
  void operator()(const Leak& p) const {
    if (month == p.first())
      month_inputs.shocks.push_back({find_name(inputs.labs.name, p.from), find_name(inputs.blocs, p.to), p.closes});
  }
  void operator()(const Breakthrough& p) const {
    if (month == p.first()) month_inputs.shocks.push_back({find_name(inputs.labs.name, p.lab), -1, p.log_gain});
  }
  void operator()(const OpenRelease& p) const {
    for_labs(p.by, [&](int i) { month_inputs.open_shift[i] += strength * p.shift; });
  }
};

void set_open(const Inputs& inputs, MonthPlan& plan, MonthInputs& month_inputs) {
  plan.hastened.clear();
  plan.supply_changes.clear();
  plan.smuggling_changes.clear();
  plan.budget_changes.clear();
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

}  // namespace

void apply_policies(const Scenario& scenario, const Inputs& inputs, MonthPlan& plan, MonthInputs& month_inputs) {
  set_open(inputs, plan, month_inputs);
  std::vector<std::uint8_t> early(inputs.n_buyers(), 0);
  for (const Policy& policy : scenario.policies) {
    const Effect effect{inputs, plan, month_inputs, dates(policy).strength(plan.month)};
    for (int i = 0; dates(policy).awaited(plan.month) && i < inputs.n_buyers(); ++i) {
      if (early[i] == 0 && hastens(policy, scenario, effect.buyer(i))) {
        early[i] = 1;
        plan.hastened.push_back(i);
      }
    }
    if (effect.strength > 0) std::visit(effect, policy);
  }
}

}  // namespace racesim

#include "racesim/engine/apply_policies.hpp"

#include <algorithm>

#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

/// One month's inputs as the instruments change them: one overload per type, the rest of the month untouched.
struct Effect {
  const Setting& setting;
  Month month;
  MonthInputs& inputs;
  double strength = 0;

  template <class Act>
  void for_blocs(const std::vector<std::string>& names, Act&& act) const {
    for (const std::string& name : names) act(find_name(setting.blocs, name));
  }
  /// A multiplier at partial strength: 1 outside, `factor` in full force.
  double partly(double factor) const { return 1 - strength * (1 - factor); }

  /// Vendors named, or all.
  void cut_supply(const std::vector<std::string>& vendors, double factor) const {
    for (int v = 0; v < setting.n_vendors(); ++v) {
      if (vendors.empty() || std::ranges::find(vendors, setting.vendors[v]) != vendors.end())
        inputs.supply[v] *= partly(factor);
    }
  }
  Buyer buyer(int i) const { return {setting.blocs[setting.buyers.bloc[i]], setting.buyers.name[i]}; }
  /// Buyers that a list of blocs and buyers names.
  template <class Act>
  void for_buyers(const std::vector<std::string>& list, Act&& act) const {
    for (int i = 0; i < setting.n_buyers(); ++i) {
      if (names(list, buyer(i))) act(i);
    }
  }
  /// Named labs that are `name` or belong to the bloc `name`.
  template <class Act>
  void for_labs(const std::string& name, Act&& act) const {
    const int bloc = find_name(setting.blocs, name);
    for (int i = 0; i < setting.n_named(); ++i) {
      if (setting.labs.name[i] == name || setting.labs.bloc[i] == bloc) act(i);
    }
  }

  // Rules on what buyers may order are read buyer by buyer and chip by chip when offers are made (rules.cpp).
  void operator()(const ExportRule&) const {}
  void operator()(const ImportRule&) const {}
  void operator()(const EntityListing&) const {}
  void operator()(const CloudRule&) const {}

  void operator()(const EquipmentBan& p) const {
    for_blocs(p.to, [&](int b) {
      inputs.die_factor[b] *= partly(p.capacity_factor);
      inputs.yield_factor[b] *= partly(p.yield_factor);
    });
  }
  void operator()(const HbmBan& p) const {
    for_blocs(p.to, [&](int b) {
      inputs.hbm_open[b] *= 1 - strength;
      if (month == p.first()) inputs.hbm_stockpiled[b] += p.stockpile;
    });
  }
  void operator()(const ApiRule& p) const {
    for_labs(p.by, [&](int i) {
      for_blocs(p.to, [&](int b) { inputs.api_access[i * setting.n_blocs() + b] *= 1 - strength * p.closes; });
    });
  }
  void operator()(const ModelWeightRule& p) const {
    const int from = find_name(setting.blocs, p.from);
    for_blocs(p.to, [&](int b) { inputs.weights_access[from * setting.n_blocs() + b] *= 1 - strength * p.closes; });
  }
  void operator()(const Enforcement& p) const {
    for_blocs(p.on, [&](int b) { inputs.smuggled_chips[b] *= 1 - strength * p.level; });
  }
  void operator()(const Subsidy& p) const {
    const std::vector<std::string>& paid = p.labs.empty() ? std::vector<std::string>{p.by} : p.labs;
    std::vector<double> budgets(setting.n_buyers(), 0);
    for_buyers(paid, [&](int i) { budgets[i] = inputs.budget[i]; });
    const double total = order_free_sum(budgets);
    if (total <= 0) return;
    const double raised = 1 + strength * p.usd_per_year * month_in_years / total;
    for_buyers(paid, [&](int i) { inputs.budget[i] *= raised; });
  }
  void operator()(const CapitalShock& p) const {
    for_buyers(p.on, [&](int i) { inputs.budget[i] *= partly(p.factor); });
  }
  void operator()(const PowerCap& p) const {
    for_blocs(p.on,
              [&](int b) { inputs.power_ceilings.push_back({.bloc = b, .power = p.power, .strength = strength}); });
  }
  void operator()(const AdoptionTarget& p) const {
    const int bloc = find_name(setting.blocs, p.by);
    for (int s = 0; s < setting.n_sectors(); ++s) {
      if (includes(p, setting.sectors.name[s])) inputs.adoption_push[bloc * setting.n_sectors() + s] *= partly(p.push);
    }
  }
  void operator()(const TalentRule& p) const {
    const int from = find_name(setting.blocs, p.from);
    for_blocs(p.to, [&](int b) { inputs.talent_flow[from * setting.n_blocs() + b] *= partly(p.factor); });
  }
  void operator()(const MaterialsBan& p) const { cut_supply(p.vendors, p.supply_factor); }
  void operator()(const SupplyStop& p) const { cut_supply(p.vendors, p.factor); }
  void operator()(const Leak& p) const {
    if (month == p.first())
      inputs.shocks.push_back({find_name(setting.labs.name, p.from), find_name(setting.blocs, p.to), p.closes});
  }
  void operator()(const Breakthrough& p) const {
    if (month == p.first()) inputs.shocks.push_back({find_name(setting.labs.name, p.lab), -1, p.log_gain});
  }
  void operator()(const OpenRelease& p) const {
    for_labs(p.by, [&](int i) { inputs.open_shift[i] += strength * p.shift; });
  }
};

void set_open(const Setting& setting, MonthInputs& inputs) {
  const int blocs = setting.n_blocs();
  inputs.die_factor.assign(blocs, 1);
  inputs.yield_factor.assign(blocs, 1);
  inputs.hbm_open.assign(blocs, 1);
  inputs.hbm_stockpiled.assign(blocs, 0);
  inputs.anticipation.assign(setting.n_buyers(), 1);
  inputs.talent_flow.assign(blocs * blocs, 1);
  inputs.weights_access.assign(blocs * blocs, 1);
  inputs.open_shift.assign(setting.n_named(), 0);
  inputs.adoption_push.assign(blocs * setting.n_sectors(), 1);
  for (int i = 0; i < setting.n_named(); ++i) {
    for (int b = 0; b < blocs; ++b) inputs.api_access.push_back(setting.labs.api_access[i]);
  }
}

}  // namespace

void apply_policies(const Scenario& scenario, const Setting& setting, Month month, MonthInputs& inputs) {
  set_open(setting, inputs);
  for (const Policy& policy : scenario.policies) {
    const Effect effect{setting, month, inputs, dates(policy).strength(month)};
    for (int i = 0; dates(policy).awaited(month) && i < setting.n_buyers(); ++i) {
      if (hastens(policy, scenario, effect.buyer(i))) inputs.anticipation[i] = setting.parameters.capital.anticipation;
    }
    if (effect.strength > 0) std::visit(effect, policy);
  }
}

}  // namespace racesim

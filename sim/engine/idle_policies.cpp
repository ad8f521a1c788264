#include "racesim/engine/idle_policies.hpp"

#include <algorithm>
#include <utility>

#include "parts.hpp"
#include "racesim/engine/build.hpp"

namespace racesim {

namespace {

bool same_groups(const BuyerGroup& a, const BuyerGroup& b) {
  return a.bloc == b.bloc && a.buyer == b.buyer && a.offers == b.offers;
}

/// The months of a scenario with one policy at a time, against those with none.
class Trial {
 public:
  explicit Trial(Scenario scenario) : scenario_(std::move(scenario)) {
    scenario_.policies.clear();
    untouched_ = build_inputs(scenario_, scenario_.parameters.values);
    inputs_ = untouched_;
    Inputs with_paths = lay_out(scenario_);
    plan_ = plan_timeline(scenario_, with_paths);
    inhabited_.assign(static_cast<std::size_t>(inputs_.n_blocs()), false);
    for (const int bloc : inputs_.labs.bloc) inhabited_[static_cast<std::size_t>(bloc)] = true;
  }

  bool changes_anything(const Policy& policy) {
    const PolicyDates& when = dates(policy);
    if (when.probability <= 0 || (when.hazard && *when.hazard <= 0)) return false;
    scenario_.policies = {policy};
    for (int t = 0; t < inputs_.months; ++t) {
      if (when.strength(inputs_.start + t) > 0 && month_changes(t)) return true;
    }
    return false;
  }

 private:
  bool month_changes(int t) {
    const auto place = static_cast<std::size_t>(t);
    MonthInputs& now = inputs_.timeline.months[place];
    plan_offers(inputs_, apply_policies(scenario_, inputs_, plan_.months[place], now), plan_.months[place], now);
    build_month(plan_, t, inputs_);
    const MonthInputs& before = untouched_.timeline.months[place];
    return market_differs(now, before) || labs_differ(now, before) || blocs_differ(now, before);
  }

  static bool market_differs(const MonthInputs& a, const MonthInputs& b) {
    return a.supply != b.supply || a.budget != b.budget || a.smuggled_chips != b.smuggled_chips || a.group != b.group ||
           !std::ranges::equal(a.groups, b.groups, same_groups) || !a.power_ceilings.empty();
  }

  bool labs_differ(const MonthInputs& a, const MonthInputs& b) const {
    const auto shakes = [&](const Shock& shock) {
      return shock.size > 0 && (shock.to_bloc < 0 || inhabited_[static_cast<std::size_t>(shock.to_bloc)]);
    };
    if (a.open_shift != b.open_shift || a.adoption_push != b.adoption_push || std::ranges::any_of(a.shocks, shakes))
      return true;
    const std::size_t blocs = inhabited_.size();
    for (std::size_t k = 0; k < a.api_access.size(); ++k) {
      if (inhabited_[k % blocs] && a.api_access[k] != b.api_access[k]) return true;
    }
    for (std::size_t k = 0; k < blocs * blocs; ++k) {
      const bool differs = a.talent_flow[k] != b.talent_flow[k] || a.weights_access[k] != b.weights_access[k];
      if (differs && inhabited_[k / blocs] && inhabited_[k % blocs]) return true;
    }
    return false;
  }

  /// Chip lines, where there is one, and renting abroad.
  bool blocs_differ(const MonthInputs& a, const MonthInputs& b) const {
    for (std::size_t k = 0; k < inhabited_.size(); ++k) {
      const bool line = a.die_factor[k] != b.die_factor[k] || a.yield_factor[k] != b.yield_factor[k] ||
                        a.hbm_open[k] != b.hbm_open[k] || a.hbm_stockpiled[k] != b.hbm_stockpiled[k];
      if (line && a.dies[k] > 0) return true;
      if (a.rentable[k] > 0 && a.rent_open[k] != b.rent_open[k]) return true;
    }
    for (std::size_t i = 0; i < a.rent_share.size(); ++i) {
      const auto bloc = static_cast<std::size_t>(inputs_.buyers.bloc[i]);
      if (a.rentable[bloc] > 0 && a.rent_share[i] != b.rent_share[i]) return true;
    }
    return false;
  }

  Scenario scenario_;  ///< with the policy that is looked at
  Inputs untouched_, inputs_;
  TimelinePlan plan_;
  std::vector<bool> inhabited_;  ///< blocs: that have labs
};

}  // namespace

std::vector<std::string> idle_policies(const Scenario& scenario) {
  std::vector<std::string> names;
  if (scenario.policies.empty()) return names;
  Trial trial(scenario);
  for (const Policy& policy : scenario.policies) {
    const bool measured = std::holds_alternative<AdoptionTarget>(policy) && !scenario.sectors.empty();
    if (!measured && !trial.changes_anything(policy)) names.push_back(dates(policy).name);
  }
  return names;
}

}  // namespace racesim

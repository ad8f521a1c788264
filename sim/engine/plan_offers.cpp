#include <algorithm>

#include "parts.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

/// The rules of a month that count what is sold under them, in the order of the policies.
struct Counters {
  struct Quota {
    const ExportRule* rule;
    int vendor;
    bool operator==(const Quota&) const = default;
  };
  std::vector<Quota> quotas;
  std::vector<const ExportRule*> caps;
};

Counters find_counters(const Scenario& scenario, const Inputs& inputs, MonthPlan& plan, MonthInputs& month_inputs) {
  Counters found;
  plan.quotas.clear();
  month_inputs.customer_caps.clear();
  for (const Policy& policy : scenario.policies) {
    const auto* rule = std::get_if<ExportRule>(&policy);
    const double strength = rule == nullptr ? 0 : rule->strength(plan.month);
    if (strength <= 0) continue;
    for (int v = 0; rule->quota < 1 && v < inputs.n_vendors(); ++v) {
      const auto sold = [&](const ChipClass& chip) { return chip.vendor == inputs.vendors[v] && binds(*rule, chip); };
      if (std::ranges::none_of(scenario.chips, sold)) continue;
      found.quotas.push_back({rule, v});
      plan.quotas.push_back({.vendor = v, .share = 1 - strength * (1 - rule->quota)});
    }
    if (!rule->customer_cap) continue;
    found.caps.push_back(rule);
    month_inputs.customer_caps.push_back(*rule->customer_cap / strength * month_in_years);
  }
  if (found.quotas.size() > max_quotas || found.caps.size() > max_caps)
    throw InputError({}, "more than 64 quotas by vendor or 32 caps per customer in force in " + to_string(plan.month));
  return found;
}

/// What sales of a class count against.
void count(const Counters& counters, const ApplicableRules& rules, const ChipClass& chip, int vendor, Offer& offer) {
  rules.for_export_rules(chip, [&](const ExportRule& rule, double) {
    const auto quota = std::ranges::find(counters.quotas, Counters::Quota{&rule, vendor});
    const auto cap = std::ranges::find(counters.caps, &rule);
    if (quota != counters.quotas.end()) offer.quotas |= std::uint64_t{1} << (quota - counters.quotas.begin());
    if (cap != counters.caps.end()) offer.caps |= std::uint32_t{1} << (cap - counters.caps.begin());
  });
}

/// What rules leave to buyers of a bloc.
GroupPlan plan_group(const Inputs& inputs, Month month, int bloc, const ApplicableRules& rules,
                     const Counters& counters, const ChipClass* rented) {
  const Pools pools{.vendors = inputs.n_vendors(), .blocs = inputs.n_blocs()};
  GroupPlan group{.bloc = bloc, .rent = rules.rent_left(rented)};
  for (int c = 0; c < inputs.n_chips(); ++c) {
    const ChipClass& chip = inputs.chips[c];
    if (!on_sale(chip, inputs.blocs[bloc], month)) continue;
    const int vendor = inputs.chip_vendor[c];
    if (vendor < 0) {  // not in the world's supply: made by the bloc itself
      if (inputs.chip_origin[c] == bloc) group.domestic.push_back(c);
      continue;
    }
    const ChipRuling ruling = rules.on(chip);
    if (chip.sold_in.empty() && ruling.share() < 1) group.diverted.push_back(c);
    if (ruling.barred()) continue;
    Offer offer{.route = Route::legal, .chip = c, .pool = pools.vendor(vendor), .share = ruling.share()};
    count(counters, rules, chip, vendor, offer);
    group.imports.push_back({offer, 1 + ruling.fee});
  }
  return group;
}

}  // namespace

void plan_offers(const Scenario& scenario, const Inputs& inputs, MonthPlan& plan, MonthInputs& month_inputs) {
  const Counters counters = find_counters(scenario, inputs, plan, month_inputs);
  const ChipClass* rented = newest_world_class(scenario, plan.month);
  plan.shadow_groups.clear();
  for (int b = 0; b < inputs.n_blocs(); ++b)
    plan.shadow_groups.push_back(plan_group(inputs, plan.month, b, ApplicableRules(), counters, rented));

  plan.groups.clear();
  plan.group.clear();
  std::vector<ApplicableRules> known_rules;  // of those that differ, and
  std::vector<int> place;                    // the group of each
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    const int bloc = inputs.buyers.bloc[i];
    ApplicableRules rules(scenario, Buyer{inputs.blocs[bloc], inputs.buyers.name[i]}, plan.month);
    const auto same = std::ranges::find(known_rules, rules);  // of one bloc, then
    if (same != known_rules.end()) {
      plan.group.push_back(place[same - known_rules.begin()]);
      continue;
    }
    GroupPlan group = plan_group(inputs, plan.month, bloc, rules, counters, rented);
    const auto alike = std::ranges::find(plan.groups, group);
    plan.group.push_back(static_cast<int>(alike - plan.groups.begin()));
    if (alike == plan.groups.end()) plan.groups.push_back(std::move(group));
    known_rules.push_back(std::move(rules));
    place.push_back(plan.group.back());
  }
}

}  // namespace racesim

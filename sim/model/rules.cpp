#include "racesim/model/rules.hpp"

#include <algorithm>

namespace racesim {

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool binds(const ExportRule& rule, const ChipClass& chip) {
  return rule.from == chip.origin && !contains(rule.except, chip.name) && rule.deny(chip);
}

Verdict verdict(const Scenario& scenario, const ChipClass& chip, std::string_view destination, Month month,
                bool listed) {
  Verdict result;
  for (const Policy& policy : scenario.policies) {
    const double strength = dates(policy).strength(month);
    if (strength <= 0) continue;
    if (const auto* rule = std::get_if<ExportRule>(&policy)) {
      if (!contains(rule->to, destination) || !binds(*rule, chip)) continue;
      result.share *= 1 - strength * (1 - rule->licence_probability);
      result.fee += strength * rule->fee;
      result.quota = std::min(result.quota, 1 - strength * (1 - rule->quota));
    } else if (const auto* veto = std::get_if<ImportRule>(&policy)) {
      if (veto->by != destination || chip.origin == destination || !veto->deny(chip)) continue;
      result.share *= 1 - strength * veto->compliance;
    } else if (const auto* listing = std::get_if<EntityListing>(&policy)) {
      if (listed && listing->from == chip.origin) result.share *= 1 - strength;
    }
  }
  return result;
}

bool is_listed(const Scenario& scenario, std::string_view lab, Month month) {
  return std::ranges::any_of(scenario.policies, [&](const Policy& policy) {
    const auto* listing = std::get_if<EntityListing>(&policy);
    return listing != nullptr && listing->strength(month) > 0 && contains(listing->labs, lab);
  });
}

bool on_sale(const ChipClass& chip, std::string_view destination, Month month) {
  if (!chip.accelerator || !chip.launch || month < *chip.launch) return false;
  if (chip.end_of_sale && month >= *chip.end_of_sale) return false;
  return chip.sold_in.empty() || contains(chip.sold_in, destination);
}

}  // namespace racesim

#include "racesim/model/rules.hpp"

#include <algorithm>

namespace racesim {

namespace {

bool contains(const std::vector<std::string>& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

bool is_about(const ExportRule& rule, const Buyer& buyer) {
  return names(rule.to, buyer) && !contains(rule.except_buyers, buyer.name);
}
bool is_about(const ImportRule& rule, const Buyer& buyer) {
  return (rule.by == buyer.bloc || rule.by == buyer.name) && !contains(rule.except_buyers, buyer.name);
}
bool is_about(const EntityListing& listing, const Buyer& buyer) { return contains(listing.labs, buyer.name); }
bool is_about(const CloudRule& rule, const Buyer& buyer) { return names(rule.to, buyer); }
template <class P>
bool is_about(const P&, const Buyer&) {
  return false;  // no rule on what a buyer may order
}

bool keeps_out(const ImportRule& rule, const ChipClass& chip, std::string_view destination) {
  return chip.origin != destination && !contains(rule.except, chip.name) && rule.deny(chip);
}

/// True when the rule leaves less or makes dearer.
bool restricts(const ExportRule& rule) {
  return rule.licence_probability < 1 || rule.fee > 0 || rule.quota < 1 || rule.customer_cap;
}

/// What a buyer thinks of a policy that it hears of.
struct Haste {
  const Scenario& scenario;
  const Buyer& buyer;

  bool operator()(const ExportRule& p) const {
    return restricts(p) && is_about(p, buyer) &&
           std::ranges::any_of(scenario.chips, [&](const ChipClass& chip) { return binds(p, chip); });
  }
  bool operator()(const ImportRule& p) const {
    return p.compliance > 0 && is_about(p, buyer) &&
           std::ranges::any_of(scenario.chips, [&](const ChipClass& chip) { return keeps_out(p, chip, buyer.bloc); });
  }
  bool operator()(const EntityListing& p) const { return is_about(p, buyer); }
  bool operator()(const HbmBan& p) const { return names(p.to, buyer); }
  bool operator()(const CloudRule& p) const { return p.closes > 0 && is_about(p, buyer); }
  bool operator()(const MaterialsBan& p) const { return p.supply_factor < 1; }
  bool operator()(const SupplyStop& p) const { return p.factor < 1; }
  template <class P>
  bool operator()(const P&) const {
    return false;
  }
};

}  // namespace

bool names(const std::vector<std::string>& list, const Buyer& buyer) {
  return contains(list, buyer.bloc) || (!buyer.name.empty() && contains(list, buyer.name));
}

bool binds(const ExportRule& rule, const ChipClass& chip) {
  return rule.from == chip.origin && !contains(rule.except, chip.name) && rule.deny(chip);
}

bool hastens(const Policy& policy, const Scenario& scenario, const Buyer& buyer) {
  return std::visit(Haste{scenario, buyer}, policy);
}

ApplicableRules::ApplicableRules(const Scenario& scenario, const Buyer& buyer, Month month) : bloc_(buyer.bloc) {
  for (const Policy& policy : scenario.policies) {
    const double strength = dates(policy).strength(month);
    if (strength > 0 && std::visit([&](const auto& p) { return is_about(p, buyer); }, policy))
      rules_.push_back({&policy, strength});
  }
}

ChipRuling ApplicableRules::on(const ChipClass& chip) const {
  ChipRuling result;
  for (const auto& [policy, strength] : rules_) {
    if (const auto* rule = std::get_if<ExportRule>(policy)) {
      if (!binds(*rule, chip)) continue;
      result.licensed *= 1 - strength * (1 - rule->licence_probability);
      result.fee += strength * rule->fee;
      result.quota = std::min(result.quota, 1 - strength * (1 - rule->quota));
      if (rule->customer_cap) result.customer_cap = std::min(result.customer_cap, *rule->customer_cap / strength);
    } else if (const auto* veto = std::get_if<ImportRule>(policy)) {
      if (keeps_out(*veto, chip, bloc_)) result.accepted *= 1 - strength * veto->compliance;
    } else if (const auto* listing = std::get_if<EntityListing>(policy)) {
      if (listing->from == chip.origin) result.licensed *= 1 - strength;
    }
  }
  return result;
}

RentLeft ApplicableRules::rent_left(const ChipClass* rented) const {
  RentLeft left;
  for (const auto& [policy, strength] : rules_) {
    if (const auto* cloud = std::get_if<CloudRule>(policy)) {
      left.leases *= 1 - strength * cloud->closes;
    } else if (const auto* rule = std::get_if<ExportRule>(policy)) {
      if (rule->scope != Scope::headquarters || rented == nullptr || !binds(*rule, *rented)) continue;
      left.licensed *= 1 - strength * (1 - rule->licence_probability);
    }
  }
  return left;
}

ChipRuling ruling(const Scenario& scenario, const ChipClass& chip, const Buyer& buyer, Month month) {
  return ApplicableRules(scenario, buyer, month).on(chip);
}

bool on_sale(const ChipClass& chip, std::string_view destination, Month month) {
  if (!chip.accelerator || !chip.launch || month < *chip.launch) return false;
  if (chip.end_of_sale && month >= *chip.end_of_sale) return false;
  return chip.sold_in.empty() || contains(chip.sold_in, destination);
}

const ChipClass* newest_world_class(const Scenario& scenario, Month month) {
  const ChipClass* newest = nullptr;
  for (const ChipClass& chip : scenario.chips) {
    if (!chip.sold_in.empty() || !on_sale(chip, "", month) || makes_chips(scenario, chip.origin)) continue;
    const auto later = [&] {  // of one month the faster, of one speed the first by name
      if (*chip.launch != *newest->launch) return *chip.launch > *newest->launch;
      return chip.h100e != newest->h100e ? chip.h100e > newest->h100e : chip.name < newest->name;
    };
    if (newest == nullptr || later()) newest = &chip;
  }
  return newest;
}

}  // namespace racesim

#pragma once
// What the rules in force let a buyer order, chip by chip.
//
//   share of orders = product over export rules of 1 - s (1 - licences) * product over import rules of 1 - s
//   compliance, 0 for who is on an entity list;  fee = sum of s fee;  quota = smallest of 1 - s (1 - quota); cap per
//   customer = smallest of cap / s;  s: strength of the rule in the month
#include <string_view>
#include <vector>

#include "racesim/core/month.hpp"
#include "racesim/model/chips.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

/// Who buys: a bloc and, for rules that name buyers, a name; "": any buyer of the bloc that no rule names.
struct Buyer {
  std::string_view bloc;
  std::string_view name = "";
};

/// The ruling of all rules in force on one chip class for one buyer.
struct ChipRuling {
  double licensed = 1;             ///< share of orders that the origin lets out: 1 free, 0 barred
  double accepted = 1;             ///< share of them that the destination lets in
  double fee = 0;                  ///< share of the price
  double quota = 1;                ///< share of the vendor's monthly supply
  double customer_cap = infinity;  ///< chips/yr

  double share() const { return licensed * accepted; }
  bool barred() const { return share() <= 0 || quota <= 0 || customer_cap <= 0; }
  bool operator==(const ChipRuling&) const = default;
};

/// What rules leave of renting abroad: of leases, and of what subsidiaries of the bloc's own firms may set up there.
struct RentLeft {
  double leases = 1;
  double licensed = 1;

  /// Share of the capacity abroad that is left; `subsidiaries`: the share of it that stands in such subsidiaries.
  double open(double subsidiaries) const { return leases * (1 - subsidiaries * (1 - licensed)); }
  bool operator==(const RentLeft&) const = default;
};

/// A policy in force.
struct RuleInForce {
  const Policy* policy = nullptr;
  double strength = 0;
  bool operator==(const RuleInForce&) const = default;
};

/// The rules on chips and on renting abroad that bind one buyer in one month. Buyers of a bloc with equal laws are
/// treated alike.
class ApplicableRules {
 public:
  ApplicableRules() = default;  ///< none
  ApplicableRules(const Scenario& scenario, const Buyer& buyer, Month month);

  ChipRuling on(const ChipClass& chip) const;
  /// What is left to the buyer of the capacity abroad, where chips of the class `rented` stand.
  RentLeft rent_left(const ChipClass* rented) const;
  /// Calls act(export rule, strength) for each that is about the class.
  template <class Act>
  void for_export_rules(const ChipClass& chip, Act&& act) const;

  bool operator==(const ApplicableRules&) const = default;

 private:
  std::string_view bloc_;
  std::vector<RuleInForce> rules_;
};

/// Rules of origin and destination on `chip` for `buyer` in `month`.
ChipRuling ruling(const Scenario& scenario, const ChipClass& chip, const Buyer& buyer, Month month);

/// True when an export rule is about this class.
bool binds(const ExportRule& rule, const ChipClass& chip);

/// True when a list of blocs and buyers names the buyer or its bloc.
bool names(const std::vector<std::string>& list, const Buyer& buyer);

/// True when the buyer orders earlier, once it hears of the policy, because it will get less or pay more.
bool hastens(const Policy& policy, const Scenario& scenario, const Buyer& buyer);

/// True when the maker sells the class in this bloc this month, whatever the rules say.
bool on_sale(const ChipClass& chip, std::string_view destination, Month month);

/// The class that clouds abroad rent out: the latest of those sold to the whole world; null before the first.
const ChipClass* newest_world_class(const Scenario& scenario, Month month);

template <class Act>
void ApplicableRules::for_export_rules(const ChipClass& chip, Act&& act) const {
  for (const auto& [policy, strength] : rules_) {
    const auto* rule = std::get_if<ExportRule>(policy);
    if (rule != nullptr && binds(*rule, chip)) act(*rule, strength);
  }
}

}  // namespace racesim

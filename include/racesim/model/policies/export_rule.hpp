#pragma once
// The origin forbids the export of chips that meet a condition, but for the share it licenses.
#include <optional>
#include <span>

#include "racesim/model/policies/instrument.hpp"

namespace racesim {

/// Whom an export rule binds: who ships into the destination, or firms with their seat there wherever they are.
enum class Scope { destination, headquarters };
std::span<const std::string_view> enum_names(Scope);

struct ExportRule : PolicyDates {
  static constexpr std::string_view type_name = "export_rule";
  static constexpr std::string_view doc =
      "the origin bars exports of the chips that meet `deny`, except what it licenses";
  std::string from;
  std::vector<std::string> to;
  Condition deny;
  std::vector<std::string> except;
  std::vector<std::string> except_buyers;
  double licence_probability = 0;
  double fee = 0;
  double quota = 1;
  std::optional<double> customer_cap;
  Scope scope = Scope::destination;
  std::vector<std::string> adds_to;

  bool binds(const Buyer& buyer) const;
  bool binds(const ChipClass& chip, std::string_view destination = "") const;
  /// The buyers bound, if it binds any class and leaves less of it or makes it dearer.
  bool anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const;
  /// Multiplies the licensed share, adds the fee, and counts sales against quotas and caps of its own. At headquarters
  /// it also closes what subsidiaries rent abroad, if it binds the class that clouds rent out.
  void apply(double strength, Rulings& rulings) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "bloc of origin", .required = true, .refers_to = "bloc"});
    visit(self.to, Field{.name = "to",
                         .doc = "blocs of destination, or single buyers",
                         .required = true,
                         .refers_to = "bloc or buyer"});
    visit(self.deny, Field{.name = "deny", .doc = "condition on the chip", .required = true});
    visit(self.except, Field{.name = "except", .doc = "chips the rule spares by name", .refers_to = "chip"});
    visit(self.except_buyers,
          Field{.name = "except_buyers", .doc = "buyers the rule spares, validated firms say", .refers_to = "buyer"});
    visit(
        self.licence_probability,
        Field{
            .name = "licence_probability", .lower = 0, .upper = 1, .doc = "expected share of orders that is licensed"});
    visit(self.fee,
          Field{.name = "fee", .lower = 0, .upper = 10, .doc = "charge on licensed sales, share of the price"});
    visit(self.quota, Field{.name = "quota",
                            .lower = 0,
                            .upper = 1,
                            .doc = "licensed volume at most, share of each vendor's supply of the month"});
    visit(self.customer_cap, Field{.name = "customer_cap",
                                   .unit = "chip/yr",
                                   .lower = 0,
                                   .upper = 1e12,
                                   .doc = "licensed chips per buyer at most, a twelfth of it a month"});
    visit(self.scope, Field{.name = "scope",
                            .doc = "destination (what is shipped there) or headquarters (also what firms with their "
                                   "seat there buy for their subsidiaries abroad)"});
    visit(self.adds_to,
          Field{.name = "adds_to", .doc = "rules that it adds to on purpose, so that `check` does not warn of them"});
  }
};

}  // namespace racesim

#pragma once
// The destination keeps chips out itself.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct ImportRule : PolicyDates {
  static constexpr std::string_view type_name = "import_rule";
  static constexpr std::string_view doc = "the destination discourages or bars imports of the chips that meet `deny`";
  std::string by;
  Condition deny;
  std::vector<std::string> except;
  std::vector<std::string> except_buyers;
  double compliance = 1;
  std::vector<std::string> adds_to;

  bool binds(const Buyer& buyer) const;
  /// Foreign classes only: those made at the destination are never meant.
  bool binds(const ChipClass& chip, std::string_view destination) const;
  /// The buyers bound, if they give up any class.
  bool anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const;
  /// Multiplies the share of orders that the destination accepts.
  void apply(double strength, Rulings& rulings) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(
        self.by,
        Field{
            .name = "by", .doc = "importing bloc, or a single buyer", .required = true, .refers_to = "bloc or buyer"});
    visit(self.deny, Field{.name = "deny", .doc = "condition on the chip", .required = true});
    visit(self.except, Field{.name = "except", .doc = "chips the rule spares by name", .refers_to = "chip"});
    visit(self.except_buyers, Field{.name = "except_buyers", .doc = "buyers the rule spares", .refers_to = "buyer"});
    visit(self.compliance, Field{.name = "compliance", .lower = 0, .upper = 1, .doc = "share of orders given up"});
    visit(self.adds_to,
          Field{.name = "adds_to", .doc = "rules that it adds to on purpose, so that `check` does not warn of them"});
  }
};

}  // namespace racesim

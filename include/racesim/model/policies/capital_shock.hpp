#pragma once
// Capital becomes scarcer or more plentiful.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct CapitalShock : PolicyDates {
  static constexpr std::string_view type_name = "capital_shock";
  static constexpr std::string_view doc = "compute budgets of a bloc's buyers are multiplied";
  std::vector<std::string> on;
  double factor = 1;

  /// Nobody: money that will be short cannot be spent beforehand.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Multiplies the budgets of the buyers hit.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.on,
          Field{.name = "on", .doc = "blocs hit, or single buyers", .required = true, .refers_to = "bloc or buyer"});
    visit(self.factor, Field{.name = "factor", .lower = 0, .upper = 100, .doc = "multiplier", .required = true});
  }
};

}  // namespace racesim

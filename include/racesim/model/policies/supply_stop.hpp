#pragma once
// Production stops or shrinks, for instance in Taiwan.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct SupplyStop : PolicyDates {
  static constexpr std::string_view type_name = "supply_stop";
  static constexpr std::string_view doc = "the supply of the named vendors stops or shrinks";
  std::vector<std::string> vendors;
  double factor = 0;

  /// Everybody, if supply shrinks.
  bool anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const;
  /// Multiplies the supply of the vendors hit.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.vendors, Field{.name = "vendors", .doc = "vendors hit; none given: all", .refers_to = "vendor"});
    visit(self.factor, Field{.name = "factor", .lower = 0, .upper = 1, .doc = "remaining share of supply"});
  }
};

}  // namespace racesim

#pragma once
// Raw materials are withheld: less world supply of chips.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct MaterialsBan : PolicyDates {
  static constexpr std::string_view type_name = "materials_ban";
  static constexpr std::string_view doc = "raw materials are withheld, which cuts the supply of the named vendors";
  std::vector<std::string> vendors;
  double supply_factor = 1;

  /// Everybody, if supply shrinks.
  bool anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const;
  /// Multiplies the supply of the vendors hit.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.vendors, Field{.name = "vendors", .doc = "vendors hit; none given: all", .refers_to = "vendor"});
    visit(self.supply_factor,
          Field{.name = "supply_factor", .lower = 0, .upper = 1, .doc = "remaining share of supply", .required = true});
  }
};

}  // namespace racesim

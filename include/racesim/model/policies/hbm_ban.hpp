#pragma once
// High-bandwidth memory is no longer imported; what is stockpiled is used up.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct HbmBan : PolicyDates {
  static constexpr std::string_view type_name = "hbm_ban";
  static constexpr std::string_view doc =
      "imports of high-bandwidth memory stop; the target lives off stock and own makers";
  std::vector<std::string> to;
  double stockpile = 0;

  /// Buyers of the target: they expect fewer domestic chips.
  bool anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const;
  /// Cuts the imports of the blocs in `to`; the stockpile is laid in by the first month in force.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.to, Field{.name = "to", .doc = "blocs without imports", .required = true, .refers_to = "bloc"});
    visit(self.stockpile, Field{.name = "stockpile",
                                .unit = "stack",
                                .lower = 0,
                                .upper = 1e9,
                                .doc = "stacks the target holds when the ban begins"});
  }
};

}  // namespace racesim

#pragma once
// Public money for chips, shared among the bloc's buyers, or those named, in proportion to their budgets.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct Subsidy : PolicyDates {
  static constexpr std::string_view type_name = "subsidy";
  static constexpr std::string_view doc = "public money that adds to the chip budgets of a bloc's buyers";
  std::string by;
  std::vector<std::string> labs;
  double usd_per_year = 0;

  /// Nobody: it takes nothing from anybody.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Adds to the budgets of the buyers paid.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by, Field{.name = "by", .doc = "paying bloc", .required = true, .refers_to = "bloc"});
    visit(self.labs,
          Field{.name = "labs", .doc = "buyers that get it; none given: all of the bloc", .refers_to = "buyer"});
    visit(self.usd_per_year, Field{.name = "usd_per_year",
                                   .unit = "USD/yr",
                                   .lower = 0,
                                   .upper = 1e14,
                                   .doc = "money per year",
                                   .required = true});
  }
};

}  // namespace racesim

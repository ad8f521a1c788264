#pragma once
// Offshore rental is closed to the target.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct CloudRule : PolicyDates {
  static constexpr std::string_view type_name = "cloud_rule";
  static constexpr std::string_view doc = "renting chips abroad is closed to the target";
  std::vector<std::string> to;
  double closes = 1;

  bool binds(const Buyer& buyer) const;
  /// The buyers bound, if anything is closed to them.
  bool anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const;
  /// Multiplies the share of the capacity abroad that may be leased.
  void apply(double strength, Rulings& rulings) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.to, Field{.name = "to",
                         .doc = "blocs whose buyers may not rent, or single buyers",
                         .required = true,
                         .refers_to = "bloc or buyer"});
    visit(self.closes, Field{.name = "closes", .lower = 0, .upper = 1, .doc = "share of the capacity closed"});
  }
};

}  // namespace racesim

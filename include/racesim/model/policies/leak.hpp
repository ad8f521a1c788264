#pragma once
// A lab's secrets become known to every lab of a bloc in one month.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct Leak : PolicyDates {
  static constexpr std::string_view type_name = "leak";
  static constexpr std::string_view doc = "secrets of a lab reach all labs of a bloc in the month `at`";
  std::string from;
  std::string to;
  double closes = 0.5;

  /// Nobody: no chips are at stake.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Adds a shock to the first month in force, at full size: it knows no ramp.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "lab that loses them", .required = true, .refers_to = "lab"});
    visit(self.to, Field{.name = "to", .doc = "bloc whose labs learn", .required = true, .refers_to = "bloc"});
    visit(self.closes, Field{.name = "closes", .lower = 0, .upper = 1, .doc = "share of the distance in ln A closed"});
  }
};

}  // namespace racesim

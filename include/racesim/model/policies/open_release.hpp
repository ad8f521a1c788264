#pragma once
// The propensity to release with open weights shifts.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct OpenRelease : PolicyDates {
  static constexpr std::string_view type_name = "open_release";
  static constexpr std::string_view doc = "the log-odds of open release shift for a lab or for all labs of a bloc";
  std::string by;
  double shift = 0;

  /// Nobody: no chips are at stake.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Adds to the log-odds of open release.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by, Field{.name = "by", .doc = "lab or bloc", .required = true, .refers_to = "lab or bloc"});
    visit(self.shift,
          Field{.name = "shift", .lower = -20, .upper = 20, .doc = "change of the log-odds", .required = true});
  }
};

}  // namespace racesim

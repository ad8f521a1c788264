#pragma once
// A lab's efficiency jumps in one month.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct Breakthrough : PolicyDates {
  static constexpr std::string_view type_name = "breakthrough";
  static constexpr std::string_view doc = "the pre-training efficiency of a lab jumps in the month `at`";
  std::string lab;
  double log_gain = 0;

  /// Nobody: no chips are at stake.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Adds a shock to the first month in force, at full size: it knows no ramp.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.lab, Field{.name = "lab", .doc = "lab that finds it", .required = true, .refers_to = "lab"});
    visit(self.log_gain,
          Field{.name = "log_gain", .unit = "ln", .lower = 0, .upper = 20, .doc = "gain in ln A", .required = true});
  }
};

}  // namespace racesim

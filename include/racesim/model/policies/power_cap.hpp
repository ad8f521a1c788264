#pragma once
// A ceiling on the power that AI chips may draw in a bloc.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct PowerCap : PolicyDates {
  static constexpr std::string_view type_name = "power_cap";
  static constexpr std::string_view doc = "a ceiling on the power of a bloc's AI chips";
  std::vector<std::string> on;
  double power = 0;

  /// Nobody: chips bought early would stand idle.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Adds a ceiling on the power drawn in the blocs in `on`.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.on, Field{.name = "on", .doc = "blocs capped", .required = true, .refers_to = "bloc"});
    visit(self.power,
          Field{.name = "power", .unit = "MW", .lower = 0, .upper = 1e9, .doc = "ceiling", .required = true});
  }
};

}  // namespace racesim

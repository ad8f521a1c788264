#pragma once
// Smuggling is pursued.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct Enforcement : PolicyDates {
  static constexpr std::string_view type_name = "enforcement";
  static constexpr std::string_view doc = "smuggling into the target is pursued";
  std::vector<std::string> on;
  double level = 0.5;

  /// Nobody: smugglers do not lay in stocks.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Multiplies the chips that can be smuggled into the blocs in `on`.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.on, Field{.name = "on", .doc = "blocs smuggled into", .required = true, .refers_to = "bloc"});
    visit(self.level, Field{.name = "level", .lower = 0, .upper = 1, .doc = "share of the smuggling stopped"});
  }
};

}  // namespace racesim

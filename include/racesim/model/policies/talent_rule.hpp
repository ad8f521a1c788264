#pragma once
// People move less (or more) between blocs.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct TalentRule : PolicyDates {
  static constexpr std::string_view type_name = "talent_rule";
  static constexpr std::string_view doc = "the flow of people from one bloc to others is multiplied";
  std::string from;
  std::vector<std::string> to;
  double factor = 0;

  /// Nobody: no chips are at stake.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Multiplies the flow of people from `from` to the blocs in `to`.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "bloc people leave", .required = true, .refers_to = "bloc"});
    visit(self.to, Field{.name = "to", .doc = "blocs they go to", .required = true, .refers_to = "bloc"});
    visit(self.factor,
          Field{.name = "factor", .lower = 0, .upper = 10, .doc = "multiplier of the flow", .required = true});
  }
};

}  // namespace racesim

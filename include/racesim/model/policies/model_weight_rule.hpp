#pragma once
// Open weights of a bloc are kept from the target.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct ModelWeightRule : PolicyDates {
  static constexpr std::string_view type_name = "model_weight_rule";
  static constexpr std::string_view doc = "open weights of a bloc are kept from the target";
  std::string from;
  std::vector<std::string> to;
  double closes = 1;

  /// Nobody: no chips are at stake.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Multiplies the share of open weights that gets through to the blocs in `to`.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "bloc whose labs release", .required = true, .refers_to = "bloc"});
    visit(self.to, Field{.name = "to", .doc = "blocs shut out", .required = true, .refers_to = "bloc"});
    visit(self.closes, Field{.name = "closes", .lower = 0, .upper = 1, .doc = "share of the access closed"});
  }
};

}  // namespace racesim

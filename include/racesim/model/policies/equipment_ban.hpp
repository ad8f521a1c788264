#pragma once
// Less capacity and yield for the target's own chip line.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct EquipmentBan : PolicyDates {
  static constexpr std::string_view type_name = "equipment_ban";
  static constexpr std::string_view doc = "chip-making equipment is withheld: fewer dies, lower yield";
  std::vector<std::string> to;
  double capacity_factor = 1;
  double yield_factor = 1;

  /// Nobody: makers who lay in equipment order no chips.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Multiplies dies and yield of the blocs in `to`.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.to, Field{.name = "to", .doc = "blocs whose chip line is cut", .required = true, .refers_to = "bloc"});
    visit(self.capacity_factor,
          Field{.name = "capacity_factor", .lower = 0, .upper = 1, .doc = "dies made, relative to no ban"});
    visit(self.yield_factor, Field{.name = "yield_factor", .lower = 0, .upper = 1, .doc = "yield, relative to no ban"});
  }
};

}  // namespace racesim

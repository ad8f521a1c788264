#include "racesim/model/policies/equipment_ban.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void EquipmentBan::apply(double strength, PolicyMonth& month) const {
  for (int b : month.blocs(to)) {
    month.month_inputs.die_factor[b] *= at_strength(strength, capacity_factor);
    month.month_inputs.yield_factor[b] *= at_strength(strength, yield_factor);
  }
}

}  // namespace racesim

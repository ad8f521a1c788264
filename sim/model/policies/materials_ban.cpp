#include "racesim/model/policies/materials_ban.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

bool MaterialsBan::anticipated_by(const Buyer&, std::span<const ChipClass>) const { return supply_factor < 1; }

void MaterialsBan::apply(double strength, PolicyMonth& month) const {
  month.cut_supply(vendors, at_strength(strength, supply_factor));
}

}  // namespace racesim

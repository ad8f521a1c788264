#include "racesim/model/policies/supply_stop.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

bool SupplyStop::anticipated_by(const Buyer&, std::span<const ChipClass>) const { return factor < 1; }

void SupplyStop::apply(double strength, PolicyMonth& month) const {
  month.cut_supply(vendors, at_strength(strength, factor));
}

}  // namespace racesim

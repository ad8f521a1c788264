#include "racesim/model/policies/cloud_rule.hpp"

#include "racesim/model/policies/rulings.hpp"

namespace racesim {

bool CloudRule::binds(const Buyer& buyer) const { return names(to, buyer); }

bool CloudRule::anticipated_by(const Buyer& buyer, std::span<const ChipClass>) const {
  return closes > 0 && binds(buyer);
}

void CloudRule::apply(double strength, Rulings& rulings) const {
  rulings.for_rent(*this, [&](RentLeft& left) { left.leases *= 1 - strength * closes; });
}

}  // namespace racesim

#include "racesim/model/policies/entity_listing.hpp"

#include "racesim/model/policies/rulings.hpp"

namespace racesim {

bool EntityListing::binds(const Buyer& buyer) const { return contains(labs, buyer.name); }

bool EntityListing::binds(const ChipClass& chip, std::string_view) const { return from == chip.origin; }

bool EntityListing::anticipated_by(const Buyer& buyer, std::span<const ChipClass>) const { return binds(buyer); }

void EntityListing::apply(double strength, Rulings& rulings) const {
  rulings.for_chips(*this, [&](ChipRuling& ruling, int) { ruling.licensed *= 1 - strength; });
}

}  // namespace racesim

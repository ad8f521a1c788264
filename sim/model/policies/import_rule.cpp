#include "racesim/model/policies/import_rule.hpp"

#include <algorithm>

#include "racesim/model/policies/rulings.hpp"

namespace racesim {

bool ImportRule::binds(const Buyer& buyer) const {
  return (by == buyer.bloc || by == buyer.name) && !contains(except_buyers, buyer.name);
}

bool ImportRule::binds(const ChipClass& chip, std::string_view destination) const {
  return chip.origin != destination && !contains(except, chip.name) && deny(chip);
}

bool ImportRule::anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const {
  return compliance > 0 && binds(buyer) &&
         std::ranges::any_of(chips, [&](const ChipClass& chip) { return binds(chip, buyer.bloc); });
}

void ImportRule::apply(double strength, Rulings& rulings) const {
  rulings.for_chips(*this, [&](ChipRuling& ruling, int) { ruling.accepted *= 1 - strength * compliance; });
}

}  // namespace racesim

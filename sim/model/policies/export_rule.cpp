#include "racesim/model/policies/export_rule.hpp"

#include <algorithm>

#include "racesim/model/policies/rulings.hpp"

namespace racesim {

std::span<const std::string_view> enum_names(Scope) {
  static constexpr std::string_view names[] = {"destination", "headquarters"};
  return names;
}

bool ExportRule::binds(const Buyer& buyer) const { return names(to, buyer) && !contains(except_buyers, buyer.name); }

bool ExportRule::binds(const ChipClass& chip, std::string_view) const {
  return from == chip.origin && !contains(except, chip.name) && deny(chip);
}

bool ExportRule::anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const {
  const bool restricts = licence_probability < 1 || fee > 0 || quota < 1 || customer_cap;
  return restricts && binds(buyer) && std::ranges::any_of(chips, [&](const ChipClass& chip) { return binds(chip); });
}

void ExportRule::apply(double strength, Rulings& rulings) const {
  const double licensed = at_strength(strength, licence_probability);
  const double volume = at_strength(strength, quota);
  const double cap = customer_cap ? *customer_cap / strength : infinity;
  const std::vector<std::uint64_t> quotas =
      quota < 1 ? rulings.add_quotas(*this, volume) : std::vector<std::uint64_t>(rulings.market().chips.size(), 0);
  const std::uint32_t caps = customer_cap ? rulings.add_cap(cap) : 0;
  rulings.for_chips(*this, [&](ChipRuling& ruling, int chip) {
    ruling.licensed *= licensed;
    ruling.fee += strength * fee;
    ruling.quota = std::min(ruling.quota, volume);
    ruling.customer_cap = std::min(ruling.customer_cap, cap);
    ruling.quotas |= quotas[chip];
    ruling.caps |= caps;
  });
  const ChipClass* rented = rulings.market().rented;
  if (scope == Scope::headquarters && rented != nullptr && binds(*rented))
    rulings.for_rent(*this, [&](RentLeft& left) { left.licensed *= licensed; });
}

}  // namespace racesim

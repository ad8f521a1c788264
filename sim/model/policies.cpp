#include "racesim/model/policies.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"

namespace racesim {

std::span<const std::string_view> enum_names(Scope) {
  static constexpr std::string_view names[] = {"destination", "headquarters"};
  return names;
}

double PolicyDates::chance(Month month) const {
  if (month < at || (latest && month > *latest)) return 0;
  if (hazard) return -math::expm1(-*hazard * month_in_years);
  if (!latest) return month == at ? probability : 0;
  return probability < 1 ? 1 - math::pow(1 - probability, 1.0 / (*latest - at + 1)) : 1;
}

double PolicyDates::strength(Month month) const {
  const Month start = first();
  if (month < start || (until && month >= *until)) return 0;
  if (lasts && month - start >= whole_months(*lasts)) return 0;
  if (ramp <= 0) return 1;
  return std::min(1.0, (month - start + 1) / ramp);
}

bool includes(const AdoptionTarget& target, std::string_view sector) {
  return target.sectors.empty() || std::ranges::find(target.sectors, sector) != target.sectors.end();
}

const PolicyDates& dates(const Policy& policy) {
  return std::visit([](const auto& p) -> const PolicyDates& { return p; }, policy);
}

PolicyDates& dates(Policy& policy) {
  return std::visit([](auto& p) -> PolicyDates& { return p; }, policy);
}

std::string_view type_name(const Policy& policy) {
  return std::visit([](const auto& p) { return std::decay_t<decltype(p)>::type_name; }, policy);
}

}  // namespace racesim

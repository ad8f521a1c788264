#include "racesim/model/policies.hpp"

#include <algorithm>

namespace racesim {

double PolicyDates::strength(Month month) const {
  if (month < at || (until && month >= *until)) return 0;
  if (ramp <= 0) return 1;
  return std::min(1.0, (month - at + 1) / ramp);
}

bool includes(const AdoptionTarget& target, std::string_view sector) {
  return target.sectors.empty() || std::ranges::find(target.sectors, sector) != target.sectors.end();
}

const PolicyDates& dates(const Policy& policy) {
  return std::visit([](const auto& p) -> const PolicyDates& { return p; }, policy);
}

std::string_view type_name(const Policy& policy) {
  return std::visit([](const auto& p) { return std::decay_t<decltype(p)>::type_name; }, policy);
}

}  // namespace racesim

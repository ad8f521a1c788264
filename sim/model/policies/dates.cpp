#include "racesim/model/policies/dates.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"

namespace racesim {

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

std::vector<Fault> PolicyDates::faults() const {
  std::vector<Fault> found;
  if (announced && *announced > at) found.push_back({"announced", "announced after it comes into force", ""});
  if (until && *until <= at)
    found.push_back({"until", "ends before it comes into force", "`until` is the first month no longer in force"});
  if (latest && *latest < at)
    found.push_back({"latest", "the window ends before it begins", "`latest` is the last month in which it may come"});
  if (hazard && probability < 1)
    found.push_back({"hazard", "both a probability and a hazard are given", "leave out one of them"});
  if (lasts && until) found.push_back({"lasts", "both `until` and `lasts` are given", "leave out one of them"});
  return found;
}

}  // namespace racesim

#include "racesim/model/policies/subsidy.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void Subsidy::apply(double strength, PolicyMonth& month) const {
  const std::vector<std::string>& paid = labs.empty() ? std::vector<std::string>{by} : labs;
  month.changes.budgets.push_back({.buyers = month.buyers(paid), .usd = strength * usd_per_year * month_in_years});
}

}  // namespace racesim

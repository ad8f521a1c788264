#include "racesim/model/policies/capital_shock.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void CapitalShock::apply(double strength, PolicyMonth& month) const {
  month.changes.budgets.push_back({.buyers = month.buyers(on), .factor = at_strength(strength, factor)});
}

}  // namespace racesim

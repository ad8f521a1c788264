#include "racesim/model/policies/enforcement.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void Enforcement::apply(double strength, PolicyMonth& month) const {
  for (int b : month.blocs(on)) month.changes.smuggling.push_back({b, 1 - strength * level});
}

}  // namespace racesim

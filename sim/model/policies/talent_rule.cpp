#include "racesim/model/policies/talent_rule.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void TalentRule::apply(double strength, PolicyMonth& month) const {
  for (int b : month.blocs(to))
    month.month_inputs.talent_flow[month.pair(month.bloc(from), b)] *= at_strength(strength, factor);
}

}  // namespace racesim

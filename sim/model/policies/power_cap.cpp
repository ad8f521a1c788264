#include "racesim/model/policies/power_cap.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void PowerCap::apply(double strength, PolicyMonth& month) const {
  for (int b : month.blocs(on))
    month.month_inputs.power_ceilings.push_back({.bloc = b, .power = power, .strength = strength});
}

}  // namespace racesim

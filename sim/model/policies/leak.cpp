#include "racesim/model/policies/leak.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void Leak::apply(double, PolicyMonth& month) const {
  if (month.month == first())
    month.month_inputs.shocks.push_back({.from = month.lab(from), .to_bloc = month.bloc(to), .size = closes});
}

}  // namespace racesim

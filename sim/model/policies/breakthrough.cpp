#include "racesim/model/policies/breakthrough.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void Breakthrough::apply(double, PolicyMonth& month) const {
  if (month.month == first())
    month.month_inputs.shocks.push_back({.from = month.lab(lab), .to_bloc = -1, .size = log_gain});
}

}  // namespace racesim

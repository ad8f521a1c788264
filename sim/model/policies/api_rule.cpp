#include "racesim/model/policies/api_rule.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void ApiRule::apply(double strength, PolicyMonth& month) const {
  for (int i : month.labs(by)) {
    for (int b : month.blocs(to))
      month.month_inputs.api_access[i * month.inputs.n_blocs() + b] *= 1 - strength * closes;
  }
}

}  // namespace racesim

#include "racesim/model/policies/model_weight_rule.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void ModelWeightRule::apply(double strength, PolicyMonth& month) const {
  for (int b : month.blocs(to))
    month.month_inputs.weights_access[month.pair(month.bloc(from), b)] *= 1 - strength * closes;
}

}  // namespace racesim

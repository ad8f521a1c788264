#pragma once
// What the instruments in force do to the inputs of a month, but for the rules on what buyers may order (rules.hpp).
#include "racesim/model/scenario.hpp"
#include "racesim/model/setting.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

/// Sets the policy columns of `inputs` and changes supply, budgets and bounds by the policies of `month`.
void apply_policies(const Scenario& scenario, const Setting& setting, Month month, MonthInputs& inputs);

}  // namespace racesim

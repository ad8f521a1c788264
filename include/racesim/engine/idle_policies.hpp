#pragma once
// Policies that change nothing.
#include <string>
#include <vector>

#include "racesim/model/scenario.hpp"

namespace racesim {

/// Names of the policies that leave every month of a run as it is, each looked at alone: their options have no effect,
/// they touch nobody, or they never come. A target of adoption is none of them where adoption is simulated, as it is
/// measured in any case. Requires a scenario that `check` found sound.
std::vector<std::string> idle_policies(const Scenario& scenario);

}  // namespace racesim

#pragma once
// From a scenario to the inputs that all its replicates share.
#include "racesim/model/inputs.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

/// The inputs of a scenario at given parameter values (its own, or a draw), for once; see CompiledScenario for many.
Inputs build_inputs(const Scenario& scenario, const Parameters& parameters);

}  // namespace racesim

#pragma once
#include "racesim/io/scenario_io.hpp"

namespace racesim {

/// Warns of every rule that binds the same class for the same buyer as a rule before it, and says what adds up. Names
/// and dates of the scenario must be sound.
void warn_of_overlapping_rules(const Scenario& scenario, const Origins& origins, Diagnostics& diagnostics);

}  // namespace racesim

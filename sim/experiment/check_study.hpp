#pragma once
// What the keys of a study must not say together.
#include <vector>

#include "racesim/experiment/factors.hpp"

namespace racesim {

/// Reports contradictions between design, factors, random numbers, stop rule and scenarios where the study states them.
/// `series`: the observables that are kept whatever `record` says.
void check_study(const StudyFile& study, const Origins& origins, const std::vector<LoadedScenario>& scenarios,
                 const std::vector<ResolvedFactor>& factors, const std::vector<bool>& series, Diagnostics& diagnostics);

}  // namespace racesim

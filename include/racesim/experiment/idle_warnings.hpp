#pragma once
// What only building a scenario shows, as findings at the place where it was written.
#include <span>
#include <string>
#include <vector>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/scenario_io.hpp"

namespace racesim {

/// A warning for each policy that changes nothing, but for those in which a study varies a key: `varied`, its paths.
std::vector<Diagnostic> idle_warnings(const LoadedScenario& loaded, std::span<const std::string> varied = {});

}  // namespace racesim

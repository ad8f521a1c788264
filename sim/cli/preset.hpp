#pragma once
// Presets: partial scenarios that combine with any scenario, found by name.
#include <string>
#include <vector>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// Directory of the scenarios installed with this program; empty when this program is not installed.
std::string installed_scenarios();

/// Directories in which the presets of a scenario are looked up by name, those that exist: `presets` beside the
/// scenario, `presets` or `scenarios/presets` in the directories above it, and those among the installed scenarios.
std::vector<std::string> preset_directories(const std::string& scenario);

/// Path of the preset: `name` itself when it is a path, else NAME.yaml of the first directory that has it. Throws
/// InputError at `mark`, with the nearest name, when there is none.
std::string find_preset(const std::string& name, const std::string& scenario, const Mark& mark);

}  // namespace racesim

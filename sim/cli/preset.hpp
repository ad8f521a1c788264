#pragma once
// What is installed with this program.
#include <string>
#include <vector>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// Directory of the scenarios installed with this program; empty when this program is not installed.
std::string installed_scenarios();

/// Path of a preset, see racesim/io/presets.hpp, which may be an installed one.
std::string find_preset(const std::string& name, const std::string& scenario, const Mark& mark);

/// Names of the presets here and installed.
std::vector<std::string> preset_names();

/// Throws InputError with a hint when there is no such file and a shipped one has its name.
void refuse_bare_name(const std::string& path);

}  // namespace racesim

#pragma once
// What is installed with this program.
#include <string>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// Directory of the scenarios installed with this program; empty when this program is not installed.
std::string installed_scenarios();

/// Path of a preset, see racesim/io/presets.hpp, which may be an installed one.
std::string find_preset(const std::string& name, const std::string& scenario, const Mark& mark);

}  // namespace racesim

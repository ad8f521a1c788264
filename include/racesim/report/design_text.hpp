#pragma once
// What a design and its points are, in words.
#include <string>

#include "racesim/analysis/designed_result.hpp"

namespace racesim {

/// Design, points, scenario: the lines above all tables.
std::string design_text(const DesignedResult& result, bool scenario_was_chosen);

}  // namespace racesim

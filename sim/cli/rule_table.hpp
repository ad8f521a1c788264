#pragma once
// What may be bought where and when, as the rules of a scenario have it.
#include <string>

#include "racesim/model/scenario.hpp"

namespace racesim {

/// Chip by chip, the periods of sale with what the rules say, for every bloc; then, for every lab on an entity list,
/// the chips for which the list makes a difference.
std::string rule_table(const Scenario& scenario, bool colour);

}  // namespace racesim

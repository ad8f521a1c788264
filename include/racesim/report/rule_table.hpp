#pragma once
// What may be bought where and when, as the rules of a scenario have it.
#include <string>

#include "racesim/model/scenario.hpp"

namespace racesim {

/// Chip by chip, the periods of sale with what the rules say, for every bloc, and what they leave of renting abroad;
/// then, for every buyer that a rule names or spares, the same where it makes a difference. Uncertain rules stand
/// apart.
std::string rule_table(const Scenario& scenario, bool colour);

}  // namespace racesim

#pragma once
// Where the time of a run goes.
#include <vector>

#include "racesim/model/inputs.hpp"

namespace racesim {

/// Share of each stage of the month [1] in the processor time of `runs` runs on one thread, in the order of stages().
std::vector<double> stage_shares(const Inputs& inputs, int runs);

}  // namespace racesim

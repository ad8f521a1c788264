#pragma once
// Levels of what was varied: which have an order, and by which numbers they stand in the design.
#include "racesim/analysis/designed_result.hpp"

namespace racesim {

/// Gives the labels of every factor their numbers, and puts these into `result.values`: what the labels say where all
/// of them are numbers, years where all are months, else the number of the level. A file has the number of the level of
/// a path, but of a parameter its value.
void number_levels(DesignedResult& result);

}  // namespace racesim

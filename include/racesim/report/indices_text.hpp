#pragma once
// Indices as tables for people.
#include <string>
#include <vector>

#include "racesim/analysis/indices.hpp"

namespace racesim {

std::string indices_text(const DesignedResult& result, const OutcomeIndices& one, double level, bool colour);
/// The months of one series: the first index of each method, at every December.
std::string indices_over_time_text(const DesignedResult& result, const std::vector<OutcomeIndices>& months,
                                   bool colour);

}  // namespace racesim

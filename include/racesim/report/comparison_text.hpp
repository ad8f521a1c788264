#pragma once
// A comparison in tables and sentences.
#include <string>
#include <vector>

#include "racesim/analysis/comparison.hpp"

namespace racesim {

std::string comparison_text(const std::vector<Side>& sides, const Question& question,
                            const std::vector<Versus>& comparisons, bool colour);

}  // namespace racesim

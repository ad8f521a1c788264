#pragma once
// A comparison for people, programs and spreadsheets.
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "comparison.hpp"

namespace racesim {

std::string comparison_text(const std::vector<Side>& sides, const Question& question,
                            const std::vector<Versus>& comparisons, bool colour);
nlohmann::ordered_json comparison_json(const std::vector<Side>& sides, const Question& question,
                                       const std::vector<Versus>& comparisons);
/// Every month of every series, and every outcome, in long form.
std::string comparison_csv(const std::vector<Side>& sides, const Question& question);

/// What differs between the runs of a scenario: "luck only", "luck and parameters".
std::string spread_text(const std::vector<Side>& sides);

}  // namespace racesim

#pragma once
// Indices as tables for people, as JSON and as CSV.
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "indices.hpp"

namespace racesim {

/// What is known of one outcome at one time.
struct OutcomeIndices {
  std::string outcome;  ///< eci_frontier[China]
  std::string unit;
  std::string at;  ///< "2028", "2028-06", or "" for one number per run
  std::string title;
  std::size_t numberless = 0;  ///< points dropped because it has no number there
  std::vector<IndexTable> tables;
};

std::string indices_text(const DesignedResult& result, const OutcomeIndices& one, double level, bool colour);
/// The months of one series: the first index of each method, at every December.
std::string indices_over_time_text(const DesignedResult& result, const std::vector<OutcomeIndices>& months,
                                   bool colour);
nlohmann::ordered_json indices_json(const std::vector<OutcomeIndices>& all);
std::string indices_csv(const DesignedResult& result, const std::vector<OutcomeIndices>& all);

}  // namespace racesim

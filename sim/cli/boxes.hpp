#pragma once
// Boxes of assumptions as rules that read in the factors' units.
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "designed_result.hpp"
#include "racesim/statistics/prim.hpp"

namespace racesim {

/// Runs of interest among points, and the boxes in which they are dense.
struct Discovery {
  std::string outcome, unit, at, title;
  std::string criterion;  ///< "below 3"
  std::size_t points = 0, of_interest = 0;
  std::size_t numberless = 0;
  double least = 0, median = 0, most = 0;  ///< of the outcome
  std::vector<Box> boxes;                  ///< none when all or no points are of interest
  std::vector<HeldOut> held_out;           ///< the boxes on points on which they were not sought
  std::size_t chosen = 0;
  std::vector<double> p;  ///< of the restrictions of the chosen box, per factor
};

/// "0.4 to 0.9 yr", "at least 0.62", "in {fast, slow}"
std::string rule_text(const VariedFactor& factor, const Bound& bound);

std::string discovery_text(const DesignedResult& result, const Discovery& found, bool colour);
nlohmann::ordered_json discovery_json(const DesignedResult& result, const Discovery& found);
/// One line per restriction of every box.
std::string discovery_csv(const DesignedResult& result, const Discovery& found);

}  // namespace racesim

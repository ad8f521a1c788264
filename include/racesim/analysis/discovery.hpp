#pragma once
// Under which assumptions an outcome comes about: boxes of factors in which it is dense.
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "racesim/analysis/designed_result.hpp"
#include "racesim/analysis/outcomes.hpp"
#include "racesim/statistics/prim.hpp"

namespace racesim {

/// What makes a point one of interest: its outcome lies between these, which it may not equal.
struct Criterion {
  double low, high;
  std::string text;  ///< "below 3"

  bool met(double y) const { return y > low && y < high; }
};

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

/// Boxes of a design that fills the space of its factors. `box` is the one whose restrictions are tested; by default
/// the one with the best balance of coverage and density on points on which it was not sought. Throws InputError for
/// other designs and a box that is not there, RunError when no point has a number.
Discovery discover(const DesignedResult& result, const SelectedOutcome& outcome, const Criterion& criterion,
                   std::optional<std::size_t> box = {});

/// "0.4 to 0.9 yr", ">= 0.62", "in {fast, slow}"
std::string rule_text(const VariedFactor& factor, const Bound& bound);
/// Levels of a factor within a bound.
std::vector<std::string> labels_in(const VariedFactor& factor, const Bound& bound);

/// What must be said of the points before, and of the boxes after them.
std::vector<std::string> notes_of_points(const DesignedResult& result, const Discovery& found);
std::vector<std::string> notes_of_boxes(const DesignedResult& result, const Discovery& found);

nlohmann::ordered_json discovery_json(const DesignedResult& result, const Discovery& found);
/// One line per restriction of every box, with the notes on the first.
std::string discovery_csv(const DesignedResult& result, const Discovery& found);

}  // namespace racesim

#pragma once
// State of the blocs' power for AI chips.
#include <vector>

#include "racesim/core/column.hpp"

namespace racesim {

struct Inputs;

/// The power of one market. One entry per bloc in every column but the rings.
struct Grid {
  std::vector<double> capacity;                  ///< MW at the wall; infinite where the scenario measures none
  std::vector<double> wanted;                    ///< MW that all chips installed would draw
  std::vector<double> ordered;                   ///< MW ordered this month
  std::vector<double> on_line;                   ///< MW that came this month
  std::vector<double> queued;                    ///< MW ordered or under construction, not yet there
  std::vector<std::vector<double>> coming;       ///< ring of months by bloc, as long as its lead time
  std::vector<std::vector<double>> past_wanted;  ///< ring of twelve months, each by bloc
};

struct PowerState {
  Grid real, shadow;
  std::vector<double> price_factor;  ///< blocs: price of power relative to that of idle capacity

  void make(const Inputs& inputs);
  void reset(const Inputs& inputs);
};

}  // namespace racesim

#pragma once
// State of the blocs' power for AI chips.
#include <vector>

#include "racesim/core/column.hpp"

namespace racesim {

struct Setting;

/// One entry per bloc in every column.
struct PowerState {
  std::vector<double> capacity;      ///< MW that AI chips can draw at the wall
  std::vector<double> price_factor;  ///< price of power relative to that of idle capacity

  void make(const Setting& setting);
  void reset(const Setting& setting);
};

}  // namespace racesim

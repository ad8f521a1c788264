#pragma once
// State of what small developers give back to the labs whose open weights they build on, and of who uses open models.
#include "racesim/core/column.hpp"

namespace racesim {

struct Setting;

struct EcosystemState {
  // named labs
  Column<double> gained;    ///< ln A that developers gave back in about the last year
  Column<double> open_use;  ///< share of the use of open models that is of the lab's
  Column<double> appeal;    ///< scratch: weight of the lab's best open model in that use

  void make(const Setting& setting);
  void reset();
};

}  // namespace racesim

#pragma once
// State of what small developers give back to the labs whose open weights they build on.
#include "racesim/core/column.hpp"

namespace racesim {

struct Inputs;

struct EcosystemState {
  // named labs
  Column<double> gained;  ///< ln A that developers gave back in about the last year

  void make(const Inputs& inputs);
  void reset();
};

}  // namespace racesim

#pragma once
// State of the safety race: who takes short cuts, and what came of it.
#include <cstdint>

#include "racesim/core/column.hpp"

namespace racesim {

struct Inputs;

struct SafetyState {
  // named labs
  Column<std::uint8_t> unsafe;        ///< 1: the lab skips precautions
  Column<std::int32_t> halted_until;  ///< month of the run in which work goes on after an accident
  Column<std::int32_t> accidents;     ///< since the start

  void make(const Inputs& inputs);
  void reset();
};

}  // namespace racesim

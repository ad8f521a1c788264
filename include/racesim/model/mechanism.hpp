#pragma once
// What the header of a mechanism needs. A mechanism is a struct of two structs and the stages that advance it:
//
//   struct Scarcity {
//     struct Params { double time_constant = 9; ... static std::span<const Parameter<Params>> fields(); };
//     struct State { Column<double> perceived; ... describe };
//     static void advance(const Stage& stage, State& own, Range labs);
//   };
//
// A stage sees the world as const and its own state as mutable: writing another mechanism's column does not compile.
#include <cstdint>
#include <span>

#include "racesim/core/parameter.hpp"
#include "racesim/model/state.hpp"

namespace racesim {

struct Stage;  // stage.hpp: one stage of one month of one run
struct Range;  // stage.hpp: labs or buyers first..last-1

}  // namespace racesim

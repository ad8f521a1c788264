#pragma once
#include <benchmark/benchmark.h>

#include <string>

#include "racesim/core/simd.hpp"

namespace racesim {

/// Registers `function(state, set)` as `name/set` for every instruction set of this processor.
template <class Function>
bool for_instruction_sets(const std::string& name, Function function) {
  for (const InstructionSet set : available_instruction_sets()) {
    const auto run = [=](benchmark::State& state) { function(state, set); };
    benchmark::RegisterBenchmark((name + "/" + std::string(racesim::name(set))).c_str(), run);
  }
  return true;
}

}  // namespace racesim

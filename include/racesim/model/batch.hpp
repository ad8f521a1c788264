#pragma once
// Results of runs on their way from the engine to a file or a table.
#include <cstdint>
#include <string>
#include <vector>

#include "racesim/model/observables.hpp"

namespace racesim {

/// Results of consecutive runs. Observables and outcomes in the order of their tables.
struct Batch {
  std::uint32_t position = 0;  ///< place of its first run among the runs asked for
  std::uint32_t count = 0;
  std::vector<std::uint32_t> replicate;                 ///< runs
  std::vector<std::vector<float>> series;               ///< observables x [runs x months x width]; empty where not kept
  std::vector<std::vector<double>> outcomes;            ///< outcomes x [runs]
  std::vector<std::vector<Release>> releases;           ///< runs
  std::vector<std::vector<double>> drawn;               ///< runs x parameters, where the run was given its own
  std::vector<std::vector<std::int32_t>> policy_start;  ///< runs x uncertain policies: month of the run; -1: never
  std::vector<std::string> error;                       ///< runs: empty when the run is sound
};

/// Observables that a level of detail keeps.
bool keeps(Record record, const Observable& observable);

}  // namespace racesim

#pragma once
// How far a sweep has come, read off its files.
#include <cstdint>
#include <string>
#include <vector>

#include "racesim/experiment/sweep.hpp"

namespace racesim {

/// Shards by their state.
struct SweepState {
  std::vector<std::uint64_t> done, missing, broken, running;  ///< broken: torn or foreign; running: missing, but begun
  std::uint64_t runs_done = 0;
};
SweepState state_of(const Sweep& sweep);

/// Of some shards those that are not there yet, sought with all checksums.
std::vector<std::uint64_t> not_done(const Sweep& sweep, std::vector<std::uint64_t> shards);
/// How many runs shards hold.
std::uint64_t runs_of(const Sweep& sweep, const std::vector<std::uint64_t>& shards);

/// "0-3, 7" for shards 0, 1, 2, 3 and 7.
std::string ranges_text(const std::vector<std::uint64_t>& numbers);

}  // namespace racesim

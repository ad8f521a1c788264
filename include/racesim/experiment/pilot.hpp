#pragma once
// What the runs of a study cost, found by doing some, and the plan that follows.
#include <chrono>
#include <optional>

#include "racesim/experiment/sweep.hpp"

namespace racesim {

/// What a pilot of a study found.
struct Pilot {
  std::uint64_t runs = 0;
  int threads = 1;
  double seconds = 0;
  double fixed_bytes = 0;  ///< of the result file, whatever the number of runs
  double bytes_per_run = 0;
  double rate() const { return static_cast<double>(runs) / seconds; }
};
/// Runs the first points of a study for a second or two, in a directory of its own that is gone afterwards.
Pilot pilot(const LoadedStudy& study, int threads);

inline constexpr std::chrono::duration<double> default_shard_time{300};

/// How large shards are: of so many runs, or with 0 as many as a pilot says fit into the time.
struct ShardSize {
  std::uint32_t runs = 0;
  std::chrono::duration<double> time = default_shard_time;
};
/// Cuts a study into shards. Who planned it and when is left to the caller.
Plan make_plan(const LoadedStudy& study, const std::optional<Pilot>& found, const ShardSize& size);

}  // namespace racesim

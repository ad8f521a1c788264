#pragma once
// Shard after shard on this machine, until all are done, time is up or a signal comes.
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "racesim/experiment/run_shard.hpp"
#include "racesim/experiment/watch.hpp"

namespace racesim {

/// The next shard to run, or none.
using NextShard = std::function<std::optional<std::uint64_t>()>;

class SweepRunner {
 public:
  SweepRunner(const Sweep& sweep, int threads) : sweep_(sweep), runner_(sweep), threads_(threads) {}

  /// Runs what `next` gives. Begins no shard that would not fit into the time left, as far as earlier ones tell, and
  /// passes over shards that another process is at. Returns how it ended.
  Ending run(const NextShard& next, std::chrono::duration<double> max_walltime, Progress& progress,
             const HeldSignals& signals);

  std::uint64_t runs() const { return runs_; }
  std::uint64_t failed() const { return failed_; }
  /// Shards passed over because another process was at them.
  const std::vector<std::uint64_t>& elsewhere() const { return elsewhere_; }

 private:
  const Sweep& sweep_;
  ShardRunner runner_;
  int threads_;
  std::uint64_t runs_ = 0, failed_ = 0;
  std::vector<std::uint64_t> elsewhere_;
};

/// The shards of a list, one after the other.
NextShard one_by_one(std::vector<std::uint64_t> shards);

}  // namespace racesim

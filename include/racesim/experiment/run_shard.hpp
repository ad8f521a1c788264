#pragma once
// A shard of a sweep from its number to its file.
#include <atomic>
#include <functional>

#include "racesim/experiment/sweep.hpp"
#include "racesim/experiment/variants.hpp"
#include "racesim/io/result_layout.hpp"

namespace racesim {

/// What all shards that a process runs have in common; made once.
class ShardRunner {
 public:
  explicit ShardRunner(const Sweep& sweep);

  struct Result {
    bool complete = false;     ///< false: stopped before its end; no file was written
    std::uint64_t runs = 0;    ///< done
    std::uint64_t failed = 0;  ///< of these; the file says why
  };
  /// Runs a shard and writes its file, which appears when it is complete and replaces one that is there. `done` is told
  /// of runs as they end, from any thread. Throws RunError when the file cannot be written.
  Result run(std::uint64_t shard, int threads, const std::atomic<bool>& stop,
             const std::function<void(std::uint32_t)>& done);

 private:
  const Sweep& sweep_;
  Variants variants_;
  bool by_parameters_ = false;  ///< some factor is a parameter
  std::vector<Inputs> inputs_;
};

}  // namespace racesim

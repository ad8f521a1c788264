#pragma once
// The reference workload as a plain loop over structures of arrays, with the C library's functions and the standard
// library's normal distribution: what one writes first, and the reference by which the engine's speed is quoted.
// Ratios survive a change of machine, absolute figures do not.
#include <random>

#include "racesim/reference/workload.hpp"

namespace racesim {

/// The same graph, start and month; other random numbers, so equal to run_workload() when parameters.noise is 0 but for
/// rounding and the hash, which is not filled in. One thread; threads, lanes and set are not read.
class ScalarLoop {
 public:
  explicit ScalarLoop(const WorkloadOptions& options);
  WorkloadResult run();

 private:
  void start();
  void advance();

  WorkloadOptions options_;
  std::vector<std::size_t> begin_;  ///< in-edges of lab i: [begin_[i], begin_[i + 1])
  std::vector<std::uint32_t> source_;
  std::vector<double> weight_;
  std::vector<double> budget_, stock_, efficiency_, next_efficiency_;
  std::mt19937_64 generator_;
  std::normal_distribution<double> normal_;
};

}  // namespace racesim

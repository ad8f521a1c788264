#pragma once
// Many runs of one scenario: replicates that differ in luck only, or in sampled parameters as well.
#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "racesim/model/batch.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

struct EnsembleOptions {
  std::uint32_t first = 0;  ///< number of the first replicate
  std::uint32_t count = 1;  ///< replicates
  int threads = 0;          ///< 0: all processors
  bool sample = false;      ///< draw parameters from scenario distributions and priors
  Record record = Record::standard;
};

/// Runs the replicates and hands every finished batch to `sink`, from any thread, in any order. Ends early, between
/// batches, when `stop` is set. Returns the number of runs handed over. The results of a replicate depend on nothing
/// but the scenario and its number. `central` is the scenario's setting at its own parameter values.
std::uint32_t run_ensemble(const Scenario& scenario, const Setting& central, const EnsembleOptions& options,
                           const std::function<void(Batch)>& sink, const std::atomic<bool>& stop);

/// Parameters of a sampled replicate: drawn from the scenario's distributions, otherwise from the priors. A value that
/// the scenario sets and that is not the default is held; `{dist: fixed, value: ...}` holds the default itself.
Parameters draw_parameters(const Scenario& scenario, std::uint32_t replicate);

}  // namespace racesim

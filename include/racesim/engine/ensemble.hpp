#pragma once
// Many runs: of any scenarios at any parameter values, or the replicates of one scenario.
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "racesim/engine/compiled_scenario.hpp"
#include "racesim/engine/parameter_draws.hpp"
#include "racesim/model/batch.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

/// One run of an experiment.
struct RunSpec {
  std::shared_ptr<const CompiledScenario> compiled;  ///< of its scenario
  std::uint32_t replicate = 0;
  std::optional<Parameters> parameters;  ///< none: the scenario's own values
};

/// A compiled scenario that outlives its runs, as specs take it.
inline std::shared_ptr<const CompiledScenario> borrowed(const CompiledScenario& compiled) {
  return {std::shared_ptr<const CompiledScenario>(), &compiled};
}

/// How runs are done and what of them is kept.
struct RunsOptions {
  int threads = 0;  ///< 0: all processors
  Record record = Record::standard;
  std::vector<bool> series;      ///< per observable: whether its series is kept; none given: as `record` says
  const Inputs* like = nullptr;  ///< has the blocs, labs and months of all runs; none: that of the first run
};

/// Does the runs [0, count) that `spec` describes, which is called from any thread, and hands batches of consecutive
/// runs to `sink` in ascending order, one at a time, from any thread. Ends early, between batches, when `stop` is set.
/// Returns the number of runs handed over, which are the first; what `sink` throws arrives here. A run's results depend
/// on nothing but its spec. Compiled scenarios of one call must share blocs, labs, chips, vendors, sectors and months.
/// Consecutive runs at equal values of one scenario are the cheapest. InputError from `spec`, or from values that no
/// inputs can be built with, is the failure of that run: its `error` says why and its numbers are NaN.
std::uint32_t do_runs(std::uint32_t count, const std::function<RunSpec(std::uint32_t)>& spec,
                      const RunsOptions& options, const std::function<void(Batch)>& sink,
                      const std::atomic<bool>& stop);

/// Runs that take turns with others.
struct RunsToDo {
  std::uint32_t count = 0;
  std::function<RunSpec(std::uint32_t)> spec;
  RunsOptions options;  ///< `threads` does not count
  std::function<void(Batch)> sink;
};
/// Does several lists of runs as do_runs() does each, on `threads` threads (0: all), taking a batch of each in turn:
/// when they end early, there is about as much of one as of the others. Sinks are called one at a time. Lists may
/// differ in what their own runs must share.
void do_in_turns(std::span<const RunsToDo> lists, int threads, const std::atomic<bool>& stop);

struct EnsembleOptions {
  std::uint32_t first = 0;  ///< number of the first replicate
  std::uint32_t count = 1;  ///< replicates
  int threads = 0;          ///< 0: all processors
  bool sample = false;      ///< draw parameters from scenario distributions and priors
  Record record = Record::standard;
  std::vector<bool> series = {};  ///< as of RunsOptions
};

/// Does the replicates first, first + 1, ... of a scenario, as do_runs() does.
std::uint32_t run_ensemble(const CompiledScenario& compiled, const EnsembleOptions& options,
                           const std::function<void(Batch)>& sink, const std::atomic<bool>& stop);

}  // namespace racesim

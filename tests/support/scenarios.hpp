#pragma once
// Shipped scenarios for tests of the engine, and runs of them.
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "racesim/engine/build.hpp"
#include "racesim/engine/ensemble.hpp"
#include "racesim/engine/month.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/model/snapshot.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"

namespace racesim {

/// What differing() gives for equal worlds.
inline const std::vector<std::string> same;

inline const std::string scenario_directory = std::string(RACESIM_SOURCE_DIR) + "/scenarios/";

inline Scenario shipped(const std::string& name, const std::vector<std::string>& overrides = {}) {
  std::vector<Diagnostic> warnings;
  return load_scenario(scenario_directory + name + ".yaml", overrides, warnings).value;
}

/// The baseline, read once.
inline const Scenario& baseline() {
  static const Scenario scenario = shipped("baseline");
  return scenario;
}

/// The same with its clock ended after some months.
inline Scenario shortened(Scenario scenario, int months) {
  scenario.clock.end = scenario.clock.start + (months - 1);
  return scenario;
}

/// A scenario with its parameters changed.
template <class Change>
Scenario changed(Scenario scenario, Change&& change) {
  change(scenario.parameters.values);
  return scenario;
}

inline Inputs inputs_of(const Scenario& scenario) { return build_inputs(scenario, scenario.parameters.values); }

inline World start_of(const Inputs& inputs, std::uint32_t replicate = 0) {
  World world = make_world(inputs);
  reset_world(inputs, replicate, world);
  return world;
}

inline void advance(const Inputs& inputs, World& world, int months, std::uint32_t replicate = 0,
                    bool parallel = false) {
  for (int k = 0; k < months; ++k) advance_month(inputs, replicate, world, parallel);
}

/// Calls check(before, after, t) for every month of some runs.
template <class Check>
void every_month(const Inputs& inputs, Check&& check, std::initializer_list<std::uint32_t> replicates = {0, 11}) {
  for (const std::uint32_t replicate : replicates) {
    World world = start_of(inputs, replicate);
    for (int t = 0; t < inputs.months; ++t) {
      const World before = world;
      advance(inputs, world, 1, replicate);
      INFO("replicate " << replicate << ", month " << t);
      check(before, world, t);
    }
  }
}

/// The world at the end of the clock.
inline World end_of(const Inputs& inputs, std::uint32_t replicate = 0) {
  World world = start_of(inputs, replicate);
  advance(inputs, world, inputs.months, replicate);
  return world;
}
inline World end_of(const Scenario& scenario, std::uint32_t replicate = 0) {
  return end_of(inputs_of(scenario), replicate);
}

/// All runs of an ensemble in the order of their numbers.
inline std::vector<Batch> run(const Scenario& scenario, const EnsembleOptions& options) {
  std::vector<Batch> batches;
  std::mutex mutex;
  const std::atomic<bool> stop = false;
  run_ensemble(
      CompiledScenario(scenario), options,
      [&](Batch batch) {
        const std::lock_guard lock(mutex);
        batches.push_back(std::move(batch));
      },
      stop);
  std::ranges::sort(batches, {}, &Batch::position);
  return batches;
}

}  // namespace racesim

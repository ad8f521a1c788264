#pragma once
// Scenarios with other values of keys that are no parameters: read anew for each combination of values, and kept for
// the points to come.
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "racesim/engine/compiled_scenario.hpp"
#include "racesim/experiment/factors.hpp"

namespace racesim {

/// How a scenario is read.
struct ScenarioSource {
  std::string path;
  std::vector<std::string> presets;  ///< paths
  std::vector<std::string> changes;  ///< key.path=value
};

class Variants {
 public:
  Variants(std::vector<ScenarioSource> sources, std::vector<ResolvedFactor> factors);

  /// The scenario at the values that a point's factors have; from any thread. Throws InputError when it cannot be read
  /// with these values.
  std::shared_ptr<const CompiledScenario> at(std::size_t scenario, std::span<const double> values);

 private:
  std::vector<ScenarioSource> sources_;
  std::vector<ResolvedFactor> factors_;
  std::mutex mutex_;
  std::map<std::pair<std::size_t, std::vector<std::string>>, std::shared_ptr<const CompiledScenario>> known_;
};

}  // namespace racesim

#pragma once
// The shipped scenarios as a library: their names, and what they change.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/scenarios.hpp"

namespace racesim {

/// Names of all shipped scenarios, the baseline first, the others by the alphabet.
inline std::vector<std::string> library() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(scenario_directory)) {
    if (entry.path().extension() == ".yaml" && entry.path().stem() != "baseline")
      names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  names.insert(names.begin(), "baseline");
  return names;
}

/// A shipped scenario small enough for tests: large populations are cut.
inline Scenario shipped_small(const std::string& name, const std::vector<std::string>& overrides = {},
                              std::int64_t most_developers = 300) {
  Scenario scenario = shipped(name, overrides);
  scenario.population.developers = std::min(scenario.population.developers, most_developers);
  return scenario;
}

}  // namespace racesim

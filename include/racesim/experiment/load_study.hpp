#pragma once
// From a study's file to what its runs need, with every error said before the first run.
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "racesim/experiment/points.hpp"
#include "racesim/experiment/variants.hpp"
#include "racesim/io/scenario_io.hpp"

namespace racesim {

/// Path of the preset that a study names `preset` at `mark`, for a scenario's path.
using FindPreset = std::function<std::string(const std::string& preset, const std::string& scenario, const Mark& mark)>;

struct LoadedStudy {
  StudyFile study;
  std::map<std::string, std::string> sources;  ///< path -> text: of the study, its scenarios and its table
  std::vector<LoadedScenario> scenarios;
  Points points;
  std::vector<bool> series;  ///< per observable: kept month by month whatever `record` says

  std::vector<ScenarioSource> origins;  ///< how each scenario is read again with another value of a factor
  std::string table_text;               ///< of a table design

  std::int64_t runs_per_point() const { return static_cast<std::int64_t>(scenarios.size()) * study.replicates; }
};

/// Reads and checks a study with `--set` options to its own keys. Throws InputError with every finding; warnings of a
/// sound study and of its scenarios are left in `warnings`.
LoadedStudy load_study(const std::string& path, std::span<const std::string> overrides, const FindPreset& find_preset,
                       std::vector<Diagnostic>& warnings);

}  // namespace racesim

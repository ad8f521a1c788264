#pragma once
// The scenarios a subcommand is given, and what it changes in them before they are checked.
#include <string>
#include <vector>

#include "command.hpp"
#include "racesim/io/scenario_io.hpp"

namespace racesim {

struct ScenarioArguments {
  std::vector<std::string> paths;
  std::vector<std::string> presets;      ///< names or paths, from --preset
  std::vector<std::string> changes;      ///< key.path=value, from --set
  std::vector<std::string> own_changes;  ///< the same from options like --seed; they win
  std::string record;                    ///< from --record; "": as the scenario says
};

/// As many scenarios as the command line may hold.
inline constexpr int any_number = 1 << 20;

/// Declares SCENARIO, as often as [fewest, most], --preset and --set.
void add_scenarios(CLI::App& command, ScenarioArguments& arguments, int fewest, int most);
/// --preset and --set alone.
void add_changes(CLI::App& command, ScenarioArguments& arguments);
/// Declares an option that is short for `--set key=value`, so that the resolved scenario tells the truth.
void add_change(CLI::App& command, ScenarioArguments& arguments, const std::string& names, const std::string& key,
                const std::string& value, const std::string& doc);

/// What messages quote of an option that may be given several times: one a line.
std::string by_line(const std::vector<std::string>& options);

/// Reads and checks all of them; warnings go to standard error. Throws InputError with the findings of all.
std::vector<LoadedScenario> load_scenarios(const ScenarioArguments& arguments, Session& session);
/// Reads and checks one; throws InputError.
LoadedScenario load_one(const ScenarioArguments& arguments, const std::string& path, Session& session);

}  // namespace racesim

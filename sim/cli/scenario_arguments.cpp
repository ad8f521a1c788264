#include "scenario_arguments.hpp"

#include <algorithm>
#include <iterator>

#include "errors.hpp"
#include "options.hpp"
#include "preset.hpp"
#include "racesim/engine/compiled_scenario.hpp"
#include "racesim/experiment/idle_warnings.hpp"

namespace racesim {

void add_scenarios(CLI::App& command, ScenarioArguments& arguments, int fewest, int most) {
  add_arguments(command, arguments.paths, "SCENARIO", fewest, most,
                most > 1 ? "scenario files (YAML)" : "scenario file (YAML)");
  add_changes(command, arguments);
}

void add_changes(CLI::App& command, ScenarioArguments& arguments) {
  add_texts(command, "--preset", "NAME",
            "lay a preset over every scenario, by name (`racesim scenarios` lists them) or path; repeatable",
            [&arguments](const std::string& preset) { arguments.presets.push_back(preset); });
  add_texts(command, "--set", "KEY.PATH=VALUE", "change a value of every scenario before it is checked; repeatable",
            [&arguments](const std::string& change) { arguments.changes.push_back(change); });
}

void add_change(CLI::App& command, ScenarioArguments& arguments, const std::string& names, const std::string& key,
                const std::string& value, const std::string& doc) {
  add_texts(command, names, value, doc,
            [&arguments, key](const std::string& text) { arguments.own_changes.push_back(key + "=" + text); });
}

std::string by_line(const std::vector<std::string>& options) {
  std::string text;
  for (const std::string& option : options) text += option + "\n";
  return text;
}

namespace {

/// Paths of the presets of a scenario.
std::vector<std::string> found_presets(const ScenarioArguments& arguments, const std::string& scenario) {
  std::vector<std::string> paths;
  for (const std::string& name : arguments.presets)
    paths.push_back(find_preset(name, scenario, {"--preset", static_cast<int>(paths.size()) + 1, 1}));
  return paths;
}

}  // namespace

LoadedScenario load_one(const ScenarioArguments& arguments, const std::string& path, Session& session) {
  refuse_bare_name(path);
  std::vector<std::string> changes = arguments.changes;
  changes.insert(changes.end(), arguments.own_changes.begin(), arguments.own_changes.end());
  if (!arguments.record.empty()) changes.push_back("record=" + arguments.record);
  session.texts["--set"] = by_line(changes);
  session.texts["--preset"] = by_line(arguments.presets);
  std::vector<Diagnostic> warnings;
  LoadedScenario loaded = load_scenario(path, changes, warnings, found_presets(arguments, path));
  CompiledScenario(loaded.value);  // finds what only building shows
  std::ranges::move(idle_warnings(loaded), std::back_inserter(warnings));
  report(warnings, session.texts);
  return loaded;
}

std::vector<LoadedScenario> load_scenarios(const ScenarioArguments& arguments, Session& session) {
  std::vector<LoadedScenario> loaded;
  Diagnostics findings;
  for (const std::string& path : arguments.paths) {
    try {
      loaded.push_back(load_one(arguments, path, session));
    } catch (const InputError& error) {
      for (const Diagnostic& finding : error.diagnostics()) {
        finding.severity == Diagnostic::Severity::error ? findings.error(finding.mark, finding.message, finding.hint)
                                                        : findings.warning(finding.mark, finding.message, finding.hint);
      }
    }
  }
  if (findings.has_errors()) throw InputError(findings.sorted());
  return loaded;
}

}  // namespace racesim

// racesim show: a scenario as the program understands it, with every default filled in, or what its rules amount to, or
// its network of learning.
#include <memory>
#include <sstream>

#include <nlohmann/json.hpp>

#include "command.hpp"
#include "options.hpp"
#include "racesim/engine/compiled_scenario.hpp"
#include "racesim/io/text_file.hpp"
#include "racesim/io/writer.hpp"
#include "racesim/model/network_measures.hpp"
#include "racesim/report/network_table.hpp"
#include "racesim/report/rule_table.hpp"
#include "scenario_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct ShowOptions {
  ScenarioArguments scenarios;
  bool origin = false;
  bool units = false;
  bool rules = false;
  bool network = false;
  bool json = false;
  std::string graphml;
};

void show_network(const ShowOptions& options, const Scenario& scenario) {
  const CompiledScenario compiled(scenario);
  const Inputs& inputs = compiled.central();
  if (!options.graphml.empty()) {
    std::ostringstream text;
    write_graphml(inputs, text);
    write_text_file(options.graphml, text.str());
  }
  if (options.network) print(options.json ? network_json(inputs).dump(2) + "\n" : network_table(inputs, may_colour(1)));
}

int show(const ShowOptions& options, Session& session) {
  const LoadedScenario loaded = load_one(options.scenarios, options.scenarios.paths[0], session);
  for (const auto& [path, text] : loaded.sources) check_outputs({options.graphml}, {path});
  if (options.network || !options.graphml.empty()) {
    show_network(options, loaded.value);
  } else if (options.rules) {
    print(rule_table(loaded.value, may_colour(1)));
  } else {
    print(
        write_resolved(loaded.value, {.units = options.units, .origins = options.origin ? &loaded.origins : nullptr}));
  }
  return exit_done;
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
  const auto options = std::make_shared<ShowOptions>();
  CLI::App& command = add_command(app, session, "show",
                                  "Print a scenario with every default filled in; it reads back to the same scenario",
                                  "racesim show scenarios/baseline.yaml --origin --units\n"
                                  "racesim show scenarios/baseline.yaml --rules\n"
                                  "racesim show scenarios/baseline.yaml --network --graphml network.graphml\n"
                                  "racesim show scenarios/baseline.yaml --set clock.end=2026-12 > short.yaml",
                                  [options, &session] { return show(*options, session); });
  add_scenarios(command, options->scenarios, 1, 1);
  add_flag(command, "--origin", options->origin, "behind each value, the file and line it comes from");
  add_flag(command, "--units", options->units, "behind each value, its unit");
  add_flag(command, "--rules", options->rules, "instead: chip by chip and month by month, what may be bought where");
  add_flag(command, "--network", options->network,
           "instead: who learns from whom, by channel: components, density, communities, the labs that teach most");
  add_flag(command, "--json", options->json, "the network as JSON, with every named lab");
  add_text(command, "--graphml", options->graphml, "FILE", "write the network as GraphML, with or without --network");
  exclude(command, "--rules", {"--origin", "--units", "--network", "--graphml"});
  exclude(command, "--network", {"--origin", "--units"});
  exclude(command, "--graphml", {"--origin", "--units"});
  require(command, "--json", "--network");
}

}  // namespace racesim

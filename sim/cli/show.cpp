// racesim show: a scenario as the program understands it, with every default filled in, or what its rules amount to.
#include <memory>

#include "command.hpp"
#include "options.hpp"
#include "racesim/io/writer.hpp"
#include "rule_table.hpp"
#include "scenario_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct ShowOptions {
  ScenarioArguments scenarios;
  bool origin = false;
  bool units = false;
  bool rules = false;
};

int show(const ShowOptions& options, Session& session) {
  const LoadedScenario loaded = load_one(options.scenarios, options.scenarios.paths[0], session);
  if (options.rules) {
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
                                  "racesim show scenarios/baseline.yaml --set clock.end=2026-12 > short.yaml",
                                  [options, &session] { return show(*options, session); });
  add_scenarios(command, options->scenarios, 1, 1);
  add_flag(command, "--origin", options->origin, "behind each value, the file and line it comes from");
  add_flag(command, "--units", options->units, "behind each value, its unit");
  add_flag(command, "--rules", options->rules, "instead: chip by chip and month by month, what may be bought where");
  exclude(command, "--rules", {"--origin", "--units"});
}

}  // namespace racesim

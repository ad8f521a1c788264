// racesim check: reads and checks scenarios, runs nothing.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "errors.hpp"
#include "scenario_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

int check(const ScenarioArguments& arguments, Session& session) {
  int code = exit_done;
  for (const std::string& path : arguments.paths) {
    try {
      load_one(arguments, path, session);
      print(fmt::format("{}: ok\n", path));
    } catch (const InputError& error) {
      report(error.diagnostics(), session.texts);
      code = exit_bad_input;
    }
  }
  return code;
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("check", "Read and check scenarios, run nothing");
  const auto arguments = std::make_shared<ScenarioArguments>();
  add_scenarios(*command, *arguments, true);
  command->footer("racesim check scenarios/*.yaml\n"
                  "racesim check scenarios/baseline.yaml --set parameters.scarcity_memory=12");
  command->callback([arguments, &session] { session.action = [=, &session] { return check(*arguments, session); }; });
}

}  // namespace racesim

// racesim check: reads and checks scenarios, runs nothing.
#include <memory>

#include <fmt/format.h>

#include "command.hpp"
#include "errors.hpp"
#include "options.hpp"
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
  const auto arguments = std::make_shared<ScenarioArguments>();
  CLI::App& command = add_command(app, session, "check", "Read and check scenarios, run nothing",
                                  "racesim check scenarios/*.yaml\n"
                                  "racesim check scenarios/baseline.yaml --set parameters.scarcity_memory=12",
                                  [arguments, &session] { return check(*arguments, session); });
  add_scenarios(command, *arguments, 1, any_number);
}

}  // namespace racesim

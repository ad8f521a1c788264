#pragma once
// What every subcommand shares: exit codes, and the place where a parsed command line leaves what is to be done.
#include <functional>
#include <map>
#include <string>

namespace CLI {
class App;
}

namespace racesim {

enum ExitCode : int {
  exit_done = 0,
  exit_failed = 1,        ///< the run or its surroundings failed
  exit_bad_input = 2,     ///< scenario or usage
  exit_incomplete = 4,    ///< out of time; what there is was written
  exit_interrupted = 130  ///< Ctrl-C; what there is was written
};

/// One invocation of the program.
struct Session {
  std::string command_line;                  ///< as a shell would take it
  std::function<int()> action;               ///< what to do, set by the subcommand that was parsed; gives the exit code
  std::map<std::string, std::string> texts;  ///< what messages quote that is no file: "--set" -> its options by line
};

// Each declares one subcommand with its options and help; the declaration is all that help, man page and completion
// know.
void add_run(CLI::App& app, Session& session);
void add_compare(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_upgrade(CLI::App& app, Session& session);
void add_show(CLI::App& app, Session& session);
void add_scenarios_list(CLI::App& app, Session& session);
void add_params(CLI::App& app, Session& session);
void add_policies(CLI::App& app, Session& session);
void add_observables(CLI::App& app, Session& session);
void add_month(CLI::App& app, Session& session);
void add_sweep(CLI::App& app, Session& session);
void add_merge(CLI::App& app, Session& session);
void add_schema(CLI::App& app, Session& session);
void add_sensitivity(CLI::App& app, Session& session);
void add_discover(CLI::App& app, Session& session);
void add_bench(CLI::App& app, Session& session);
void add_info(CLI::App& app, Session& session);
void add_cite(CLI::App& app, Session& session);
void add_completion(CLI::App& app, Session& session);
void add_man(CLI::App& app, Session& session);

}  // namespace racesim

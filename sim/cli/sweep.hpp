#pragma once
// What the subcommands of `racesim sweep` share.
#include <string>
#include <vector>

#include "command.hpp"
#include "racesim/experiment/pilot.hpp"
#include "racesim/experiment/sweep_state.hpp"

namespace racesim {

void add_sweep_plan(CLI::App& sweep, Session& session);
void add_sweep_run(CLI::App& sweep, Session& session);
void add_sweep_submit(CLI::App& sweep, Session& session);
void add_sweep_status(CLI::App& sweep, Session& session);
void add_sweep_explain(CLI::App& sweep, Session& session);

/// How a study becomes a plan.
struct PlanOptions {
  std::vector<std::string> paths;    ///< of the study; one
  std::vector<std::string> changes;  ///< --set
  std::string directory;             ///< "": NAME.sweep
  ShardSize shards;
  std::uint32_t threads = 0;  ///< of the pilot; 0: all
  bool force = false;
};
/// Declares --set, -o, --shard-runs, --shard-time and --force.
void add_plan_options(CLI::App& command, PlanOptions& options);

/// Reads a study; warnings go to standard error.
LoadedStudy load_study(const PlanOptions& options, Session& session);
std::filesystem::path directory_of(const PlanOptions& options, const LoadedStudy& study);

/// A study as it is planned here and now; the pilot when one was needed to cut it into shards.
struct Planned {
  Plan plan;
  std::optional<Pilot> pilot;
};
Planned make_plan(const PlanOptions& options, const LoadedStudy& study, Session& session);

}  // namespace racesim

#pragma once
// What the subcommands of `racesim sweep` share.
#include <chrono>
#include <optional>

#include "command.hpp"
#include "progress.hpp"
#include "racesim/experiment/sweep.hpp"

namespace racesim {

void add_sweep_plan(CLI::App& sweep, Session& session);
void add_sweep_run(CLI::App& sweep, Session& session);
void add_sweep_submit(CLI::App& sweep, Session& session);
void add_sweep_status(CLI::App& sweep, Session& session);
void add_sweep_explain(CLI::App& sweep, Session& session);

inline constexpr std::chrono::duration<double> default_shard_time{300};

/// How a study becomes a plan.
struct PlanOptions {
  std::vector<std::string> paths;    ///< of the study; one
  std::vector<std::string> changes;  ///< --set
  std::string directory;             ///< "": NAME.sweep
  std::uint32_t shard_runs = 0;      ///< 0: from a pilot and shard_time
  std::chrono::duration<double> shard_time = default_shard_time;
  std::uint32_t threads = 0;  ///< of the pilot; 0: all
  bool force = false;
};
/// Declares --set, -o, --shard-runs, --shard-time and --force.
void add_plan_options(CLI::App& command, PlanOptions& options);

/// Reads a study; warnings go to standard error.
LoadedStudy load_study(const PlanOptions& options, Session& session);
std::filesystem::path directory_of(const PlanOptions& options, const LoadedStudy& study);

/// What a pilot run of a study found.
struct Pilot {
  std::uint64_t runs = 0;
  int threads = 1;
  double seconds = 0;
  double fixed_bytes = 0;  ///< of the result file, whatever the number of runs
  double bytes_per_run = 0;
  double rate() const { return static_cast<double>(runs) / seconds; }
};
/// Runs the first points of a study for a second or two, in a directory of its own that is gone afterwards.
Pilot pilot(const LoadedStudy& study, int threads);

/// Cuts a study into shards: of `shard_runs`, or as many as a pilot says fit into `shard_time`.
Plan make_plan(const PlanOptions& options, const LoadedStudy& study, const std::optional<Pilot>& pilot,
               Session& session);

/// Shards by their state.
struct SweepState {
  std::vector<std::uint64_t> done, missing, broken, running;  ///< broken: torn or foreign; running: missing, but begun
  std::uint64_t runs_done = 0;
};
SweepState state_of(const Sweep& sweep);

/// "0-3, 7" for shards 0, 1, 2, 3 and 7.
std::string ranges_text(const std::vector<std::uint64_t>& numbers);

}  // namespace racesim

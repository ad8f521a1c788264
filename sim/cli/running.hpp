#pragma once
// Running scenarios, for every command that does: its options, progress, Ctrl-C, the file, what is said of it.
#include <chrono>
#include <filesystem>
#include <optional>

#include "racesim/core/field.hpp"
#include "racesim/experiment/scenario_runs.hpp"
#include "racesim/experiment/watch.hpp"
#include "scenario_arguments.hpp"

namespace racesim {

struct RunningOptions {
  std::string output;
  std::uint32_t threads = 0;
  std::uint32_t first = 0;
  bool sample = false;
  bool force = false;
  bool quiet = false;
  bool verbose = false;
};

/// Declares replicates, seed, record, output, force, sample, first and threads.
void add_running(CLI::App& command, ScenarioArguments& scenarios, RunningOptions& options,
                 const std::string& doc_of_output);
/// Declares quiet and verbose.
void add_quiet(CLI::App& command, RunningOptions& options);

/// Scenarios and the file that their runs go to.
struct Job {
  std::deque<ScenarioRuns> scenarios;
  std::filesystem::path output;
};

/// What is kept of the runs, and how long they may take.
struct Keeping {
  std::chrono::duration<double> max_walltime{infinity};
  std::filesystem::path unfinished = {};  ///< goes when the program is aborted; "": the files being written
  std::optional<Record> record = {};      ///< none: as the scenarios say
  std::vector<bool> series = {};          ///< per observable: kept whatever `record` says
};

/// How an ensemble went.
struct Ran {
  Ending ending = Ending::complete;
  double seconds = 0;
  std::uint64_t runs = 0;  ///< asked for
  std::uint64_t done = 0;
  std::filesystem::path kept = {};  ///< name of the earlier file, or ""
};

/// Runs everything and writes a file for each job, unless none of its runs was finished.
Ran run_all(std::deque<Job>& jobs, const RunningOptions& options, Session& session, const Keeping& keeping);

/// Tells of failed runs; true when all have failed.
bool all_failed(const std::deque<ScenarioRuns>& scenarios);
/// Notes on time, speed and files; `output` is "" for a file that is not kept.
void say_how_it_went(const Ran& ran, const std::filesystem::path& output);
int exit_code(Ending ending, bool failed);

}  // namespace racesim

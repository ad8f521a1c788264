#pragma once
// Running scenarios, for every command that does: its options, progress, Ctrl-C, the file, what is said of it.
#include <chrono>
#include <filesystem>
#include <optional>

#include "racesim/core/field.hpp"
#include "scenario_arguments.hpp"
#include "study.hpp"
#include "watch.hpp"

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

/// What becomes of the runs.
struct Destination {
  std::optional<std::filesystem::path> output = {};  ///< none: no file
  std::chrono::duration<double> max_walltime{infinity};
  std::vector<bool> series = {};  ///< per observable: whether `also` needs its months
  StudySink also = {};            ///< takes every batch, whatever the file keeps of it
};

/// How an ensemble went.
struct Ran {
  Ending ending = Ending::complete;
  double seconds = 0;
  std::uint64_t runs = 0;  ///< asked for
  std::uint64_t done = 0;
  std::filesystem::path kept = {};  ///< name of the earlier file, or ""
};

/// Runs everything and writes the file, unless no run was finished.
Ran run_all(std::deque<Study>& studies, const RunningOptions& options, Session& session,
            const Destination& destination);

/// Tells of failed runs; true when all have failed.
bool all_failed(const std::deque<Study>& studies);
/// Notes on time, speed and files.
void say_how_it_went(const Ran& ran, const std::optional<std::filesystem::path>& output);
int exit_code(Ending ending, bool failed);

}  // namespace racesim

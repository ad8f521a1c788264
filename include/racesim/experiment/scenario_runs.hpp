#pragma once
// Scenarios run as they stand, each as often as it says: a study of one point, in one result file.
#include <atomic>
#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include "racesim/experiment/progress.hpp"
#include "racesim/experiment/record_runs.hpp"
#include "racesim/model/bands.hpp"

namespace racesim {

/// One scenario with what its runs leave.
struct ScenarioRuns {
  LoadedScenario loaded;
  CompiledScenario compiled;
  const Inputs& inputs;  ///< the central one
  Bands bands;
  std::uint32_t runs;  ///< asked for
  std::uint32_t failed = 0;
  std::uint32_t done = 0;

  explicit ScenarioRuns(LoadedScenario scenario);
};

/// In the order of the files. Throws InputError when two scenarios have the same name.
std::deque<ScenarioRuns> make_scenario_runs(std::vector<LoadedScenario> loaded);

/// The most detailed `record` of any of them, which is that of the file.
Record record_of(const std::deque<ScenarioRuns>& scenarios);

/// The files that the scenarios were read from, with all they extend and their tables.
std::vector<std::string> files_of(const std::deque<ScenarioRuns>& scenarios);

/// `<name>.h5`, several names joined by "+", with nothing in it that a file name should not have.
std::string default_output(const std::deque<ScenarioRuns>& scenarios);

struct ScenarioRunsOptions {
  std::uint32_t first = 0;  ///< number of the first replicate
  int threads = 0;          ///< 0: all processors
  bool sample = false;      ///< draw parameters from scenario distributions and priors, anew for each run
  Record record = Record::standard;
  std::vector<bool> series = {};  ///< per observable: kept whatever `record` says
  Existing existing = Existing::keep;
};

/// The result file of scenarios on its way. Scenarios of one file must share blocs, vendors, labs, chips and clock;
/// InputError otherwise. RunError from any call when the file cannot be written; without finish() there is no file.
class ScenarioRecorder {
 public:
  ScenarioRecorder(std::deque<ScenarioRuns>& scenarios, const std::filesystem::path& output,
                   const Provenance& provenance, const ScenarioRunsOptions& options);

  /// Where the file is until finish().
  const std::filesystem::path& temporary() const { return writer_.temporary(); }
  /// Runs them in turns until `stop`; counts into `progress`.
  void run(Progress& progress, const std::atomic<bool>& stop);
  /// Adds the summary and completes the file; one that was stopped early says so, and runs that are not there have
  /// status not_run. Gives the name under which an earlier file was kept, or "".
  std::filesystem::path finish();

 private:
  friend void run_in_turns(std::deque<ScenarioRecorder>& recorders, Progress& progress, const std::atomic<bool>& stop);
  RunList list_of(std::size_t scenario, std::uint64_t row) const;
  std::vector<Recording> recordings(Progress& progress);
  void take(std::size_t scenario, const RecordedRuns& recorded);

  std::deque<ScenarioRuns>& scenarios_;
  ScenarioRunsOptions options_;
  ResultLayout layout_;
  DatasetWriter writer_;
  std::vector<std::string> errors_;
};

/// Runs the scenarios of several files in turns, on the threads of the first.
void run_in_turns(std::deque<ScenarioRecorder>& recorders, Progress& progress, const std::atomic<bool>& stop);

}  // namespace racesim

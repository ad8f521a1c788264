#pragma once
// What a result file holds of which runs, derived from the tables of observables, outcomes and parameters; the same
// for the file of `run` and those of a sweep. docs/formats/results.md describes every entry.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "racesim/io/dataset_writer.hpp"
#include "racesim/io/rows.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/model/bands.hpp"
#include "racesim/model/inputs.hpp"

namespace racesim {

/// What a file says of its making.
struct Provenance {
  std::string command_line;
  std::string version;
  std::string commit;
  std::string build;
  std::string libraries;
  std::string created;  ///< ISO 8601, UTC
};

/// One scenario's part of a file.
struct RecordedScenario {
  const LoadedScenario* loaded = nullptr;
  const Inputs* inputs = nullptr;
  const Bands* bands = nullptr;  ///< filled by the time the summary is written; null in files without one
  std::uint32_t runs = 0;
};

/// A file's runs and how much of them it keeps.
struct ResultLayout {
  std::vector<RecordedScenario> scenarios;  ///< at least one; see refuse_mixture()
  std::size_t runs = 0;
  bool grows = false;          ///< rows of runs are appended, `runs` is what to expect
  std::size_t chunk_runs = 0;  ///< runs of a chunk; 0: by its size in bytes
  Record record = Record::standard;
  std::vector<bool> series = {};                    ///< per observable: kept whatever `record` says; empty: none
  bool sampled = false;                             ///< with the parameters drawn for each run
  bool summary = true;                              ///< with quantiles over runs
  bool inputs = true;                               ///< with the resolved scenarios
  std::string study = {};                           ///< resolved study; empty: a plain run, or not kept
  std::map<std::string, std::string> sources = {};  ///< files that were read, path and text; empty: not kept

  bool keeps_series(std::size_t observable) const;
};

/// The attributes `racesim_schema` and `rng` of every result file. Format 1 had `error` at the root and the flat names
/// of parameters in `param`; it is read as well.
inline constexpr std::string_view result_format = "racesim-results/2";
inline constexpr std::string_view result_rng =
    "Philox4x32-10; key: seed; counter: agent, partner, replicate, stream and month";

/// Why runs failed. It stands in a group, so that the difference of two files is one of numbers.
inline constexpr std::string_view run_error = "failures/error";
/// Scenarios and studies in full, and the files they were read from. They stand in a group, as variables, so that a
/// listing of the file is short.
inline constexpr std::string_view resolved_scenarios = "inputs/resolved_scenario";
inline constexpr std::string_view resolved_study = "inputs/resolved_study";
/// Quantiles of the group `summary`.
inline constexpr double summary_quantiles[] = {0.05, 0.25, 0.5, 0.75, 0.95};
/// Stands in `policies/start` for a policy that the scenario of the run does not have.
inline constexpr std::int32_t policy_absent = -2;
/// Attribute of a variable of whole numbers: what its rows hold that are never written; 0 without it.
inline constexpr std::string_view unwritten_attribute = "value_if_not_run";

/// Throws InputError when scenarios differ in blocs, vendors, labs, chips, sectors or clock: no file holds both.
void refuse_mixture(const std::vector<RecordedScenario>& scenarios);
/// Dimensions and variables of the file.
FileSchema result_schema(const ResultLayout& layout);
/// What the file says of itself: where it comes from.
std::vector<Attribute> result_attributes(const ResultLayout& layout, const Provenance& provenance);
/// Names of the policies whose coming is drawn, of all scenarios, each once.
std::vector<std::string> uncertain_names(const std::vector<RecordedScenario>& scenarios);

/// Writes what does not depend on the runs: names, months, policies.
void write_coordinates(DatasetWriter& writer, const ResultLayout& layout);
/// Writes the quantiles of every scenario's bands.
void write_summary(DatasetWriter& writer, const ResultLayout& layout);

/// Whose runs the rows of a batch are, one entry per run.
struct RunLabels {
  std::vector<std::int32_t> scenario;
  std::vector<std::int64_t> replicate;
  std::vector<std::int64_t> design_point;
};
/// What is known of runs from row `first` on before they are made: whose they are. The rows of runs that are never made
/// hold it too.
std::vector<Rows> label_rows(const ResultLayout& layout, const RunLabels& labels, std::size_t first);
/// A release, and the number of its run.
struct ReleaseOfRun {
  std::int64_t run = 0;
  Release release = {};
};
/// Rows of the group `events`, which are appended.
std::vector<Rows> event_rows(std::span<const ReleaseOfRun> releases);
/// The rows of a batch that stands at row `first` of the file, but for `run_error` and events; its runs are numbered
/// from `first_run`.
std::vector<Rows> rows_of(const ResultLayout& layout, const RunLabels& labels, const Batch& batch, std::size_t first,
                          std::size_t first_run);

}  // namespace racesim

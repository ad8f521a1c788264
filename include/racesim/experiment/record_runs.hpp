#pragma once
// The one way from runs to the rows of a result file. A plain run is a study of one point: it and the shards of sweeps
// differ only in which runs they list.
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "racesim/engine/ensemble.hpp"
#include "racesim/io/result_layout.hpp"

namespace racesim {

/// What a run is, beside what its result says.
struct RunLabel {
  std::int32_t scenario = 0;  ///< place among the scenarios of the file
  std::int64_t replicate = 0;
  std::int64_t design_point = 0;  ///< 0 where nothing is varied
};

/// Consecutive runs of a file.
struct RunList {
  std::uint64_t row = 0;     ///< of the first run in the file
  std::uint64_t number = 0;  ///< of the first run, as `run` of the file says
  std::uint32_t count = 0;
  std::function<RunSpec(std::uint32_t)> spec;    ///< by place from 0; from any thread
  std::function<RunLabel(std::uint32_t)> label;  ///< likewise, one at a time
};

/// What became of them.
struct RecordedRuns {
  std::uint32_t done = 0;          ///< the first so many
  std::uint32_t failed = 0;        ///< of these
  std::vector<std::string> error;  ///< of each run of the list, "" where it did not fail
};

/// Runs on their way into a file.
struct Recording {
  RunList runs;
  const ResultLayout* layout = nullptr;
  DatasetWriter* writer = nullptr;
  std::function<void(const Batch&)> also;  ///< sees every batch, in order
};
/// Does the runs of several lists in turns, on `threads` threads (0: all), and writes all their rows but `error`, in
/// order, while others go on; runs that were not made are labelled in the end. Releases stand list by list in a file,
/// whichever runs were made first. Ends early when `stop` is set. Throws RunError when a file cannot be written.
std::vector<RecordedRuns> record_in_turns(const std::vector<Recording>& all, int threads,
                                          const std::atomic<bool>& stop);
/// The same of one list.
RecordedRuns record_runs(const RunList& runs, const ResultLayout& layout, DatasetWriter& writer, int threads,
                         const std::function<void(const Batch&)>& also, const std::atomic<bool>& stop);

}  // namespace racesim

#pragma once
// Results of runs as one self-describing file: HDF5 that is valid NetCDF-4. docs/formats/results.md describes every
// entry.
#include <filesystem>
#include <memory>
#include <vector>

#include "racesim/io/result_layout.hpp"

namespace racesim {

struct RecorderOptions {
  Record record = Record::standard;
  bool sampled = false;
  Existing existing = Existing::keep;
};

/// Writes batches to a temporary file from a thread of its own; finish() gives the file its name.
/// Scenarios of one file must share blocs, vendors, labs, chips and clock; InputError otherwise. RunError from any call
/// when the file cannot be written.
class Recorder {
 public:
  Recorder(const std::filesystem::path& path, std::vector<RecordedScenario> scenarios, const Provenance& provenance,
           const RecorderOptions& options);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// Takes a batch of a scenario; from any thread.
  void push(std::size_t scenario, const Batch& batch);
  /// Waits for all batches, adds the summary and completes the file. An interrupted ensemble says so; runs that are not
  /// there have status not_run. Gives the name under which an earlier file was kept, or "".
  std::filesystem::path finish(bool interrupted);
  /// Where the file is until finish().
  const std::filesystem::path& temporary() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace racesim

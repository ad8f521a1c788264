#pragma once
// The scenarios of one invocation on their way to a file.
#include <atomic>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "progress.hpp"
#include "racesim/engine/ensemble.hpp"
#include "racesim/io/recorder.hpp"
#include "racesim/model/bands.hpp"

namespace racesim {

/// One scenario with what its runs leave.
struct Study {
  LoadedScenario loaded;
  CompiledScenario compiled;
  const Inputs& inputs;  ///< the central one
  Bands bands;
  std::uint32_t runs;  ///< asked for
  std::atomic<std::uint32_t> failed = 0;
  std::uint32_t done = 0;

  explicit Study(LoadedScenario scenario, bool with_bands = true);
};

/// Studies in the order of the files. `for_a_file`: with bands; throws InputError when two scenarios have the same
/// name.
std::deque<Study> make_studies(std::vector<LoadedScenario> loaded, bool for_a_file = true);

/// Takes a batch of a study, told by its place; from any thread.
using StudySink = std::function<void(std::size_t study, const Batch& batch)>;

/// The most detailed `record` of any of them, which is that of the file.
Record record_of(const std::deque<Study>& studies);

/// Runs them one after the other until `stop`, each as often as it asks for; counts into `progress`.
void run_studies(std::deque<Study>& studies, EnsembleOptions options, const StudySink& sink, Progress& progress,
                 const std::atomic<bool>& stop);

/// What the recorder must know of the studies.
std::vector<RecordedScenario> recorded(const std::deque<Study>& studies);

/// `<name>.h5`, several names joined by "+", with nothing in it that a file name should not have.
std::string default_output(const std::deque<Study>& studies);

}  // namespace racesim

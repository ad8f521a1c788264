#pragma once
// The scenarios that `compare` compares: their runs, from result files or run here.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "quantities.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/batch.hpp"
#include "result_file.hpp"
#include "study.hpp"

namespace racesim {

/// What makes two runs of different scenarios a pair.
struct RunKey {
  std::int64_t seed = 0;
  std::int64_t design_point = 0;
  std::int64_t replicate = 0;
  auto operator<=>(const RunKey&) const = default;
};

/// One scenario with what is compared of its runs.
struct Side {
  std::string name;   ///< of the scenario
  std::string file;   ///< where it is from
  std::string label;  ///< how it is called: its name, with the file where names are not enough
  Roles roles = {};
  EntryNames names = {};
  Month start = {};
  int months = 0;
  bool sampled = false;                            ///< parameters differ between runs
  std::vector<RunKey> runs = {};                   ///< sound ones
  std::size_t failed = 0;                          ///< runs that are not counted because they failed,
  std::size_t missing = 0;                         ///< or because they were not made
  std::vector<std::vector<float>> series = {};     ///< per quantity: runs x months; none for outcomes
  std::vector<std::vector<double>> outcomes = {};  ///< per quantity: runs; none for series
  std::shared_ptr<const ResultFile> source = {};   ///< result file; null for a scenario that is run here
  std::vector<std::size_t> rows = {};              ///< in the result file, of `runs`
};

/// True for a file that is HDF5, or would be by its name.
bool is_result_file(const std::string& path);

/// The scenarios of a result file, without what is compared.
std::vector<Side> open_results(const std::string& path);
/// True when the file keeps the quantity.
bool holds(const Side& side, const Compared& quantity);
/// Reads what is compared. Throws InputError when the file does not hold it.
void read_quantities(const std::vector<Compared>& quantities, Side& side);

/// A scenario about to be run here.
Side side_of(const Study& study, const std::string& file, bool sampled, std::uint32_t first);

/// Takes what is compared out of the batches of a scenario that is run here.
class Collector {
 public:
  Collector(const std::vector<Compared>& quantities, std::uint32_t runs, Side& side);
  /// From any thread.
  void add(const Batch& batch);
  /// After the last batch: drops runs that failed or are not there.
  void finish();

 private:
  const std::vector<Compared>& quantities_;
  Side& side_;
  std::vector<std::size_t> offset_;   ///< per quantity, in a month
  std::vector<std::uint8_t> status_;  ///< per run: 0 not there, 1 sound, 2 failed
};

/// Which series the quantities need, per observable.
std::vector<bool> series_for(const std::vector<Compared>& quantities);

}  // namespace racesim

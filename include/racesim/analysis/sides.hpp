#pragma once
// The scenarios that are compared, with what is compared of their runs.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "racesim/analysis/quantities.hpp"
#include "racesim/analysis/result_file.hpp"
#include "racesim/core/month.hpp"

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

/// The scenarios of a result file, without what is compared.
std::vector<Side> open_results(const std::string& path);
/// True when the file keeps the quantity.
bool holds(const Side& side, const Compared& quantity);
/// Which series quantities need, per observable.
std::vector<bool> series_for(const std::vector<Compared>& quantities);
/// Reads what is compared. Throws InputError when the file does not hold it.
void read_quantities(const std::vector<Compared>& quantities, Side& side);

}  // namespace racesim

#pragma once
// Which quantities of a result file are looked at, and when.
#include <span>
#include <string>
#include <vector>

#include "racesim/analysis/result_file.hpp"

namespace racesim {

/// A quantity, at a time when it is kept month by month.
struct SelectedOutcome {
  ResultQuantity quantity;
  Period period;

  /// `eci_frontier[China] in 2028`
  std::string name() const;
  /// The same with its unit.
  std::string title() const;
};

/// What outcomes and observables `texts` name, at each of `times` (2028-06; 2028, the mean over a year); without texts
/// the first outcome of the file, without times the last month. Observables by bloc that name none are taken for
/// `blocs`. With `over_time` an observable stands once and has no time. Throws InputError for what the file has not.
std::vector<SelectedOutcome> select_outcomes(const ResultFile& file, std::vector<std::string> texts,
                                             std::span<const std::string> times = {},
                                             std::span<const std::string> blocs = {}, bool over_time = false);

}  // namespace racesim

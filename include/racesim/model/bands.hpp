#pragma once
// Quantiles over the runs of a scenario, month by month.
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "racesim/model/batch.hpp"

namespace racesim {

/// Keeps the series of world and blocs of the first runs of a scenario and gives their quantiles. The runs are chosen
/// by number, not by who finished first, which would bias them.
class Bands {
 public:
  /// Runs that are kept at most: 2,000 give the 5 % quantile a standard error of half a percentage point.
  static constexpr std::uint32_t most_runs = 2000;

  Bands(const Inputs& inputs, std::uint32_t runs);

  /// Takes in a batch; from any thread. Failed runs are passed over.
  void add(const Batch& batch);
  /// True for observables of which bands are kept.
  bool has(std::size_t observable) const { return width_[observable] > 0; }
  /// Runs that count.
  std::uint32_t runs() const;
  /// Quantiles at levels q in [0, 1] of entry `index` (0 or bloc) in `month` of the run, linear between order
  /// statistics; NaN when no run has a value.
  std::vector<double> quantiles(std::size_t observable, int month, std::size_t index,
                                std::span<const double> levels) const;
  double quantile(std::size_t observable, int month, std::size_t index, double level) const {
    return quantiles(observable, month, index, {&level, 1})[0];
  }

 private:
  std::uint32_t runs_;
  int months_;
  std::vector<std::size_t> width_;          ///< per observable; 0: not kept
  std::vector<std::vector<float>> series_;  ///< per observable: runs x months x width
  std::vector<std::uint8_t> sound_;         ///< runs: 1 when there and not failed
  std::mutex mutex_;
};

/// Place of an observable in the table; -1 when there is none.
int find_observable(std::string_view name);

}  // namespace racesim

#pragma once
// Takes what is compared out of the runs made here.
#include "racesim/analysis/sides.hpp"
#include "study.hpp"

namespace racesim {

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

#pragma once
// What each run of a sweep is, by its place.
#include <cstdint>

#include "racesim/experiment/record_runs.hpp"
#include "racesim/experiment/sweep.hpp"

namespace racesim {

/// Of the runs from a point on.
class RunNumbering {
 public:
  explicit RunNumbering(const Sweep& sweep, std::uint64_t first_point = 0)
      : first_point_(first_point),
        scenarios_(sweep.study.scenarios.size()),
        replicates_(static_cast<std::uint64_t>(sweep.study.study.replicates)),
        own_numbers_(sweep.study.study.random_numbers_in_use() == RandomNumbers::own) {}

  std::uint64_t point(std::uint64_t place) const { return first_point_ + place / (scenarios_ * replicates_); }
  std::size_t scenario(std::uint64_t place) const { return place / replicates_ % scenarios_; }
  /// Scenarios at one point share their replicates.
  std::uint32_t replicate(std::uint64_t place) const {
    return static_cast<std::uint32_t>((own_numbers_ ? point(place) * replicates_ : 0) + place % replicates_);
  }
  RunLabel label(std::uint64_t place) const {
    return {.scenario = static_cast<std::int32_t>(scenario(place)),
            .replicate = replicate(place),
            .design_point = static_cast<std::int64_t>(point(place))};
  }

 private:
  std::uint64_t first_point_, scenarios_, replicates_;
  bool own_numbers_;
};

}  // namespace racesim

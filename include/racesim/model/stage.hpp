#pragma once
// What a stage of the month sees. Stages are plain functions on ranges of labs or buyers: they read the world and write
// their own state, so that a range may be cut anywhere and run on any thread.
#include "racesim/core/random.hpp"
#include "racesim/model/inputs.hpp"
#include "racesim/model/world.hpp"

namespace racesim {

/// Labs or buyers first..last-1.
struct Range {
  int first = 0;
  int last = 0;
};

/// One stage of one month of one run.
struct Stage {
  const Inputs& inputs;  ///< what does not change during a run
  const World& world;
  int t = 0;  ///< months since the start of the clock
  std::uint32_t replicate = 0;

  const Parameters& parameters() const { return inputs.parameters; }
  const MonthInputs& month() const { return inputs.timeline.months[t]; }
  /// The address of a draw of this month.
  Address address(StreamId stream, std::uint32_t agent, std::uint32_t partner = 0) const {
    return {.seed = inputs.seed,
            .replicate = replicate,
            .stream = stream,
            .agent = agent,
            .partner = partner,
            .month = static_cast<std::uint16_t>(t)};
  }
  /// True when a named lab has left the race.
  bool has_left(int lab) const { return lab < inputs.n_named() && world.exits.month[lab] >= 0; }
  /// True from the lab's entry into the race to its exit.
  bool races(int lab) const { return inputs.labs.entry[lab] <= t && !has_left(lab); }
};

}  // namespace racesim

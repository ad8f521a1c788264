#pragma once
// From a scenario to what a run needs: the inputs that all replicates share and the world at month 0.
#include <cstdint>

#include "racesim/model/inputs.hpp"
#include "racesim/model/scenario.hpp"
#include "racesim/model/world.hpp"

namespace racesim {

/// The inputs of a scenario at given parameter values (its own, or a draw), for once; see CompiledScenario for many.
Inputs build_inputs(const Scenario& scenario, const Parameters& parameters);

/// A world with every column in place and no state yet; what a thread reuses for all its runs.
World make_world(const Inputs& inputs);
/// The same into a world that may have been used before, also for other inputs: its room is used again.
void make_world(const Inputs& inputs, World& world);

/// Gives the market room for the largest month of the timeline.
void make_market(const Inputs& inputs, MarketScratch& market);

/// Puts the world to the start of a replicate.
void reset_world(const Inputs& inputs, std::uint32_t replicate, World& world);

}  // namespace racesim

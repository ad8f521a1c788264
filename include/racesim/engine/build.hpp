#pragma once
// From a scenario to what a run needs: the setting that all replicates share and the world at month 0.
#include <cstdint>

#include "racesim/model/scenario.hpp"
#include "racesim/model/setting.hpp"
#include "racesim/model/world.hpp"

namespace racesim {

/// The setting of a scenario at given parameter values (its own, or a draw), for once; see Blueprint for many.
Setting build_setting(const Scenario& scenario, const Parameters& parameters);

/// A world with every column in place and no state yet; what a thread reuses for all its runs.
World make_world(const Setting& setting);
/// The same into a world that may have been used before, also in another setting: its room is used again.
void make_world(const Setting& setting, World& world);

/// Gives the market room for the largest month of the setting's timeline.
void make_market(const Setting& setting, MarketScratch& market);

/// Puts the world to the start of a replicate.
void reset_world(const Setting& setting, std::uint32_t replicate, World& world);

}  // namespace racesim

#pragma once
// From a scenario to what a run needs: the setting that all replicates share and the world at month 0.
#include <cstdint>

#include "racesim/model/scenario.hpp"
#include "racesim/model/setting.hpp"
#include "racesim/model/world.hpp"

namespace racesim {

/// Builds the setting with given parameter values (those of the scenario, or a draw).
/// Requires a scenario that `check` found sound; throws InputError when names do not match.
Setting build_setting(const Scenario& scenario, const Parameters& parameters);

/// Prices, supply, budgets, staff, rules and offers of every month.
Timeline build_timeline(const Scenario& scenario, const Setting& setting);

/// In-edges of every channel among named labs and generated developers.
Network build_network(const Scenario& scenario, const Parameters& parameters, const LabTraits& labs);

/// A world with every column in place and no state yet; what a thread reuses for all its runs.
World make_world(const Setting& setting);
/// The same into a world that may have been used before, also in another setting: its room is used again.
void make_world(const Setting& setting, World& world);

/// Gives the market room for the largest month of the setting's timeline.
void make_market(const Setting& setting, MarketScratch& market);

/// Puts the world to the start of a replicate.
void reset_world(const Setting& setting, std::uint32_t replicate, World& world);

}  // namespace racesim

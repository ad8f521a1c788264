#pragma once
// The month closes: releases are counted, the frontier moves, and what others will learn from later is remembered.
//
// Reads releases, best models, ln A. Writes frontier, largest run, ledger of releases, histories. Draws nothing.
#include "racesim/model/inputs.hpp"
#include "racesim/model/mechanism.hpp"
#include "racesim/model/world.hpp"

namespace racesim::frontier {

/// Enters the month's releases of named labs into the ledger and moves the frontier.
void count_releases(const Stage& stage);
/// Keeps the state that labs can learn from, for the month `world.t`. Labs yet to enter teach nobody.
void remember(const Inputs& inputs, World& world, LabRange labs);

}  // namespace racesim::frontier

#pragma once
// Compute rented abroad is under contract: it begins when chips ordered with it would arrive, and runs out at a
// constant rate. Part of the chip market.
#include <vector>

#include "racesim/model/mechanisms/chip_market.hpp"

namespace racesim::rental {

/// Begins and ends the contracts of a bloc's buyers: a rule (`ruled`: those in force count) that leaves less than is
/// under contract ends the rest at once. Returns what can still be rented [H100e]. `addends`: room for
/// a number per buyer.
double left(const Stage& stage, ChipMarket::Trade& trade, std::vector<double>& addends, int bloc, bool ruled);

}  // namespace racesim::rental

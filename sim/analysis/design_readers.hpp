#pragma once
// Designs as the two kinds of files hold them.
#include "racesim/analysis/designed_result.hpp"

namespace racesim {

/// A merged sweep: factors and points stand in its group `study`.
void read_sweep(const ResultFile& file, DesignedResult& result);
/// Runs of `racesim run --sample`: every draw is a point, and what differs between draws was varied. Of a difference,
/// in either scenario.
void read_sample(const ResultFile& file, DesignedResult& result);

}  // namespace racesim

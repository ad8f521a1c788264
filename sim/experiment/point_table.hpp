#pragma once
// The points of a table design, as a CSV file lists them.
#include "racesim/experiment/points.hpp"
#include "racesim/io/files.hpp"

namespace racesim {

/// Reads a table with a column per factor and a row per point. Texts that are no number make levels of a factor with a
/// path, in the order in which they come. Findings stand in the table, or at `from` where it is named.
PointTable read_point_table(const std::string& path, const Mark& from, std::vector<ResolvedFactor>& factors,
                            Files& files, Diagnostics& diagnostics);

}  // namespace racesim

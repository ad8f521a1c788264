#pragma once
// Common random numbers between the points of a design.
#include <cstdint>

namespace racesim {

/// Whether each point of a design has random numbers of its own, or equal replicates share them at all points.
enum class RandomNumbers : std::uint8_t { own, common };

}  // namespace racesim

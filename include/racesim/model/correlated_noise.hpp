#pragma once
// Luck that lasts: what makes a lab's model better or worse than its inputs say does not change from one day to the
// next.
#include "racesim/model/stage.hpp"

namespace racesim {

/// Longest memory that the addresses of draws leave room for [month].
inline constexpr int longest_noise_window = 64;

/// A standard normal of an agent and month: the sum of its draws of the last `memory` months, scaled to unit variance.
/// Two looks k months apart correlate by 1 - k / memory, so that a release of a twin run that comes a month later has
/// much of the same luck.
double correlated_noise(const Stage& stage, StreamId stream, std::uint32_t agent, int memory);

}  // namespace racesim

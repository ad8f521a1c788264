#pragma once
// Correlated noise: what makes a lab's model better or worse than its inputs say does not change from one day to the
// next.
#include "racesim/model/stage.hpp"

namespace racesim {

/// Longest window that the addresses of draws leave room for [month].
inline constexpr int longest_noise_window = 64;

/// A standard normal of an agent and month: the sum of its draws of the last `window` months, scaled to unit variance.
/// Two looks k months apart correlate by 1 - k / window, so that a release of a paired run that comes a month later has
/// much of the same noise.
double correlated_noise(const Stage& stage, StreamId stream, std::uint32_t agent, int window);

}  // namespace racesim

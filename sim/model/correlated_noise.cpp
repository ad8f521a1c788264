#include "racesim/model/correlated_noise.hpp"

#include <cmath>

namespace racesim {

double correlated_noise(const Stage& stage, StreamId stream, std::uint32_t agent, int window) {
  Address at = stage.address(stream, agent);
  double sum = 0;
  for (int k = 0; k < window; ++k) {
    at.month = static_cast<std::uint16_t>(stage.t + longest_noise_window - k);
    sum += normal(at);
  }
  return sum / std::sqrt(window);
}

}  // namespace racesim

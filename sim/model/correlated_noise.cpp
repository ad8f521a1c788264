#include "racesim/model/correlated_noise.hpp"

#include <cmath>

namespace racesim {

double correlated_noise(const Stage& stage, StreamId stream, std::uint32_t agent, int memory) {
  Address at = stage.address(stream, agent);
  double sum = 0;
  for (int k = 0; k < memory; ++k) {
    at.month = static_cast<std::uint16_t>(stage.t + longest_noise_window - k);
    sum += normal(at);
  }
  return sum / std::sqrt(memory);
}

}  // namespace racesim

#include "racesim/model/lasting_luck.hpp"

#include <cmath>

namespace racesim {

double lasting_luck(const Stage& stage, StreamId stream, std::uint32_t agent, int memory) {
  Address at = stage.luck(stream, agent);
  double sum = 0;
  for (int k = 0; k < memory; ++k) {
    at.month = static_cast<std::uint16_t>(stage.t + longest_luck - k);
    sum += normal(at);
  }
  return sum / std::sqrt(memory);
}

}  // namespace racesim

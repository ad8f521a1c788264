#include "racesim/model/state/safety.hpp"

#include <algorithm>

#include "racesim/model/inputs.hpp"

namespace racesim {

void SafetyState::make(const Inputs& inputs) {
  unsafe.assign(inputs.n_named(), 0);
  halted_until.assign(inputs.n_named(), 0);
  accidents.assign(inputs.n_named(), 0);
}

void SafetyState::reset() {
  std::ranges::fill(unsafe, std::uint8_t{0});
  std::ranges::fill(halted_until, 0);
  std::ranges::fill(accidents, 0);
}

}  // namespace racesim

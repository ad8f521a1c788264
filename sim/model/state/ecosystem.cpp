#include "racesim/model/state/ecosystem.hpp"

#include <algorithm>

#include "racesim/model/inputs.hpp"

namespace racesim {

void EcosystemState::make(const Inputs& inputs) { gained.assign(inputs.n_named(), 0); }

void EcosystemState::reset() { std::ranges::fill(gained, 0.0); }

}  // namespace racesim

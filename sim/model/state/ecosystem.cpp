#include "racesim/model/state/ecosystem.hpp"

#include <algorithm>

#include "racesim/model/setting.hpp"

namespace racesim {

void EcosystemState::make(const Setting& setting) { gained.assign(setting.n_named(), 0); }

void EcosystemState::reset() { std::ranges::fill(gained, 0.0); }

}  // namespace racesim

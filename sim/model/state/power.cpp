#include "racesim/model/state/power.hpp"

#include <algorithm>

#include "racesim/model/setting.hpp"

namespace racesim {

void PowerState::make(const Setting& setting) {
  capacity.assign(setting.n_blocs(), 0);
  price_factor.assign(setting.n_blocs(), 1);
}

void PowerState::reset(const Setting&) {
  std::ranges::fill(capacity, 0.0);
  std::ranges::fill(price_factor, 1.0);
}

}  // namespace racesim

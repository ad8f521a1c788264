#include "racesim/model/state/adoption.hpp"

#include <algorithm>

#include "racesim/model/setting.hpp"

namespace racesim {

void AdoptionState::make(const Setting& setting) { bloc_share.assign(setting.n_blocs(), 0); }

void AdoptionState::reset(const Setting&) {
  for (auto* column : {&share, &domain_data, &bloc_share}) std::ranges::fill(*column, 0.0);
}

}  // namespace racesim

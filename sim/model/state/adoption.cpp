#include "racesim/model/state/adoption.hpp"

#include <algorithm>

#include "racesim/model/setting.hpp"

namespace racesim {

void AdoptionState::make(const Setting& setting) {
  const auto blocs = static_cast<std::size_t>(setting.n_blocs());
  share.assign(blocs * setting.n_sectors(), 0);
  domain_data = share;
  for (auto* column : {&bloc_share, &eci_available, &industrial_index}) column->assign(blocs, 0);
  reached.assign(setting.goals.size(), -1);
}

void AdoptionState::reset(const Setting& setting) {
  for (auto* column : {&domain_data, &bloc_share, &eci_available, &industrial_index}) std::ranges::fill(*column, 0.0);
  for (std::size_t k = 0; k < share.size(); ++k) share[k] = setting.initial_adoption[k / setting.n_sectors()];
  if (setting.n_sectors() > 0) std::ranges::copy(setting.initial_adoption, bloc_share.begin());
  std::ranges::fill(reached, -1);
}

}  // namespace racesim

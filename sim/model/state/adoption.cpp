#include "racesim/model/state/adoption.hpp"

#include <algorithm>

#include "racesim/model/inputs.hpp"

namespace racesim {

void AdoptionState::make(const Inputs& inputs) {
  const auto blocs = static_cast<std::size_t>(inputs.n_blocs());
  share.assign(blocs * inputs.n_sectors(), 0);
  domain_data = share;
  for (auto* column : {&bloc_share, &eci_available, &industrial_index}) column->assign(blocs, 0);
  reached.assign(inputs.goals.size(), -1);
}

void AdoptionState::reset(const Inputs& inputs) {
  for (auto* column : {&domain_data, &bloc_share, &eci_available, &industrial_index}) std::ranges::fill(*column, 0.0);
  for (std::size_t k = 0; k < share.size(); ++k) share[k] = inputs.initial_adoption[k / inputs.n_sectors()];
  if (inputs.n_sectors() > 0) std::ranges::copy(inputs.initial_adoption, bloc_share.begin());
  std::ranges::fill(reached, -1);
}

}  // namespace racesim

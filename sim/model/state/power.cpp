#include "racesim/model/state/power.hpp"

#include <algorithm>

#include "racesim/model/inputs.hpp"

namespace racesim {

void PowerState::make(const Inputs& inputs) {
  const auto blocs = static_cast<std::size_t>(inputs.n_blocs());
  for (Grid* grid : {&real, &shadow}) {
    for (auto* column : {&grid->capacity, &grid->wanted, &grid->ordered, &grid->on_line, &grid->queued})
      column->assign(blocs, 0);
    grid->coming.clear();
    for (int lead : inputs.power.lead) grid->coming.emplace_back(lead, 0.0);
    grid->past_wanted.assign(12, std::vector<double>(blocs, 0));
  }
  price_factor.assign(blocs, 1);
}

void PowerState::reset(const Inputs& inputs) {
  for (Grid* grid : {&real, &shadow}) {
    for (auto* column : {&grid->wanted, &grid->ordered, &grid->on_line, &grid->queued}) std::ranges::fill(*column, 0.0);
    for (auto* ring : {&grid->coming, &grid->past_wanted}) {
      for (std::vector<double>& slot : *ring) std::ranges::fill(slot, 0.0);
    }
    std::ranges::copy(inputs.timeline.power_before, grid->capacity.begin());
  }
  std::ranges::fill(price_factor, 1.0);
}

}  // namespace racesim

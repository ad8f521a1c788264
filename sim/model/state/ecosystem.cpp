#include "racesim/model/state/ecosystem.hpp"

#include <algorithm>

#include "racesim/model/setting.hpp"

namespace racesim {

void EcosystemState::make(const Setting& setting) {
  for (Column<double>* column : {&gained, &open_use, &appeal}) column->assign(setting.n_named(), 0);
}

void EcosystemState::reset() {
  for (Column<double>* column : {&gained, &open_use, &appeal}) std::ranges::fill(*column, 0.0);
}

}  // namespace racesim

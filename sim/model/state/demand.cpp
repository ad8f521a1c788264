#include "racesim/model/state/demand.hpp"

#include <algorithm>

#include "racesim/model/setting.hpp"

namespace racesim {

void Demand::make(const Setting& setting) {
  const auto labs = static_cast<std::size_t>(setting.n_named());
  for (Column<double>* column : {&log_b, &unit_cost, &price, &revenue, &margin, &serving_share})
    column->assign(labs, 0);
  filled.assign(setting.n_blocs(), 1);
  price_at_reference.assign(setting.n_blocs(), 0);
}

void Demand::reset(const Setting&) {
  for (Column<double>* column : {&log_b, &unit_cost, &price, &revenue, &margin, &serving_share})
    std::ranges::fill(*column, 0.0);
  std::ranges::fill(filled, 1.0);
  std::ranges::fill(price_at_reference, 0.0);
}

}  // namespace racesim

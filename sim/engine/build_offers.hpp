#pragma once
// The routes by which a group of buyers can get compute in a month, cheapest usable compute first.
#include "racesim/model/scenario.hpp"
#include "racesim/model/setting.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

/// Offers to every group in `month`, with the rules in force or (`ruled` false) with none. Prices and rent of `inputs`
/// must be set.
Offers build_offers(const Scenario& scenario, const Setting& setting, const MonthInputs& inputs, Month month,
                    bool ruled);

}  // namespace racesim

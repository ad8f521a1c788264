#pragma once
// Who buys under which rules in a month, and by which routes each such group can get compute, cheapest usable first.
#include "racesim/model/scenario.hpp"
#include "racesim/model/setting.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

/// Sets the groups of both markets, quotas, caps per customer and what rules leave of the capacity abroad. Prices,
/// supply and rent of `inputs` must be set.
void build_groups(const Scenario& scenario, const Setting& setting, Month month, MonthInputs& inputs);

}  // namespace racesim

#pragma once
// Uncertain policies: whether and when each of them comes in a run.
//
//   window:  by `latest` with probability p: every month from `at` on with chance 1 - (1 - p)^(1/n), n months in all
//   hazard:  every month from `at` on with chance 1 - exp(-hazard/12)
//   neither: in `at` with probability p
//
// Draws one uniform per policy and month at the address (policy, name, month), so that paired scenarios share it,
// another policy shifts nobody's draws, and a larger probability only brings a policy forward.
#include <cstdint>
#include <string>
#include <vector>

#include "racesim/model/scenario.hpp"

namespace racesim {

/// Names of the uncertain policies, in the order of the scenario.
std::vector<std::string> uncertain_policies(const Scenario& scenario);

/// Sets the months in which the uncertain policies come in a replicate. Returns them as months of the run, -1 for
/// never, in the order of uncertain_policies().
std::vector<std::int32_t> realise_policies(std::uint32_t replicate, Scenario& scenario);

}  // namespace racesim

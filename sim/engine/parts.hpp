#pragma once
// The parts of which a compiled scenario makes inputs: first all that no parameter touches, then what they do.
#include "racesim/engine/timeline_plan.hpp"
#include "racesim/model/inputs.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

/// What is as it is at any parameter values. Weights of espionage are shares of a source's spies; the timeline is
/// empty.
Inputs lay_out(const Scenario& scenario);

/// In-edges of every channel among named labs and generated developers. Weights of espionage as in lay_out().
Network build_network(const Scenario& scenario, const LabTraits& labs);

/// Reads the measured paths into a plan and into the timeline of `inputs`, policies still left out.
TimelinePlan plan_timeline(const Scenario& scenario, Inputs& inputs);

/// What the policies in force do to a month. Returns what they leave of what buyers may order.
Rulings apply_policies(const Scenario& scenario, const Inputs& inputs, MonthPlan& plan, MonthInputs& month_inputs);

/// Who buys under which rulings in a month.
void plan_offers(const Inputs& inputs, const Rulings& rulings, MonthPlan& plan, MonthInputs& month_inputs);

/// Prices, supply, budgets, staff and offers of one month at the parameters of the inputs, whatever stood there. It
/// looks at no other month, so that a rule or class of chips that comes during a run builds what is to come.
void build_month(const TimelinePlan& plan, int t, Inputs& inputs);

/// build_month() for every month, and the power that is there before the first.
void build_timeline(const TimelinePlan& plan, Inputs& inputs);

/// Sets the groups of both markets, cheapest usable compute first, quotas and what rules leave of the capacity abroad.
/// Prices, supply and rent of `inputs` must be set.
void build_offers(const TimelinePlan& timeline, const MonthPlan& plan, const Inputs& inputs, MonthInputs& month_inputs);

}  // namespace racesim

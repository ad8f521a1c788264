#pragma once
// What all runs of a scenario have in common whatever their parameters: names found, paths read, policies applied
// month by month. Made once; inputs for given parameter values are quickly built from it, into memory that is there
// already.
#include <cstdint>
#include <vector>

#include "racesim/core/column.hpp"
#include "racesim/engine/timeline_plan.hpp"
#include "racesim/model/inputs.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

class CompiledScenario {
 public:
  /// Requires a scenario that `check` found sound; throws InputError when names do not match.
  explicit CompiledScenario(Scenario scenario);

  const Scenario& scenario() const { return scenario_; }
  /// The inputs at the scenario's own values, with uncertain policies at their first date.
  const Inputs& central() const { return central_; }

  Inputs build(const Parameters& parameters) const;
  /// The same into inputs that may have been used before, also by another scenario: its memory is used again.
  void build(const Parameters& parameters, Inputs& out) const;

  /// True when the scenario has policies whose coming is drawn.
  bool uncertain() const { return uncertain_; }
  /// Puts uncertain policies into the months in which they come in a replicate, for inputs built afterwards. Returns
  /// these months as realise_policies() does.
  std::vector<std::int32_t> realise(std::uint32_t replicate);

 private:
  void plan_policies(int t);
  void set_parameters(const Parameters& parameters, Inputs& inputs) const;

  Scenario scenario_;
  bool uncertain_ = false;
  Inputs central_;
  TimelinePlan plan_;
  std::vector<int> home_made_;  ///< chips of blocs with a line of their own
  Column<double> spied_share_;  ///< edges of espionage: share of the source's spies
};

}  // namespace racesim

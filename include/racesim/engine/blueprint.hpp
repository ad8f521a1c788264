#pragma once
// What all runs of a scenario have in common whatever their parameters: names found, paths read, rules judged month by
// month. Made once; a setting for given parameter values is quickly built from it, into room that is there already.
#include <cstdint>
#include <vector>

#include "racesim/core/column.hpp"
#include "racesim/engine/timeline_plan.hpp"
#include "racesim/model/scenario.hpp"
#include "racesim/model/setting.hpp"

namespace racesim {

class Blueprint {
 public:
  /// Requires a scenario that `check` found sound; throws InputError when names do not match.
  explicit Blueprint(Scenario scenario);

  const Scenario& scenario() const { return scenario_; }
  /// The setting at the scenario's own values, with uncertain policies at their first date.
  const Setting& central() const { return central_; }

  Setting build(const Parameters& parameters) const;
  /// The same into a setting that may have been used before, also by another scenario: its room is used again.
  void build(const Parameters& parameters, Setting& out) const;

  /// True when the scenario has policies whose coming is drawn.
  bool uncertain() const { return uncertain_; }
  /// Puts uncertain policies into the months in which they come in a replicate, for settings built afterwards. Returns
  /// these months as realise_policies() does.
  std::vector<std::int32_t> realise(std::uint32_t replicate);

 private:
  void plan_policies(int t);
  void set_parameters(const Parameters& parameters, Setting& setting) const;

  Scenario scenario_;
  bool uncertain_ = false;
  Setting central_;
  TimelinePlan plan_;
  std::vector<int> home_made_;  ///< chips of blocs with a line of their own
  Column<double> spied_share_;  ///< edges of espionage: share of the source's spies
};

}  // namespace racesim

#include "racesim/model/policies/adoption_target.hpp"

#include "racesim/model/names.hpp"
#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

bool AdoptionTarget::binds(std::string_view sector) const { return sectors.empty() || contains(sectors, sector); }

void AdoptionTarget::apply(double strength, PolicyMonth& month) const {
  const int bloc = month.bloc(by);
  const std::vector<std::string>& all = month.inputs.sectors.name;
  for (std::size_t s = 0; s < all.size(); ++s) {
    if (binds(all[s])) month.month_inputs.adoption_push[bloc * all.size() + s] *= at_strength(strength, push);
  }
}

AdoptionGoal AdoptionTarget::goal(const Inputs& inputs) const {
  AdoptionGoal goal{.bloc = place_of(inputs.blocs, by), .sectors = {}, .share = share, .due = due - inputs.start};
  for (const std::string& sector : inputs.sectors.name) goal.sectors.push_back(binds(sector) ? 1 : 0);
  return goal;
}

std::vector<Fault> AdoptionTarget::faults() const {
  std::vector<Fault> found = PolicyDates::faults();
  if (due < at) found.push_back({"due", "due before it comes into force", "`due` is the last month in time"});
  return found;
}

}  // namespace racesim

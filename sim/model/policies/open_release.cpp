#include "racesim/model/policies/open_release.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

void OpenRelease::apply(double strength, PolicyMonth& month) const {
  for (int i : month.labs(by)) month.month_inputs.open_shift[i] += strength * shift;
}

}  // namespace racesim

#include "racesim/model/mechanisms/openness.hpp"

#include <cmath>

#include "racesim/core/math.hpp"

namespace racesim {

double Openness::chance(double taste, double distance, double revenue_share, double scarcity, double policy) const {
  return math::logistic(taste + base + distance_effect * distance / 10 + revenue_effect * revenue_share +
                        scarcity_effect * scarcity + policy);
}

int Openness::leader_delay_months() const { return static_cast<int>(std::floor(leader_delay + 0.5)); }

}  // namespace racesim

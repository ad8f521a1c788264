#include "racesim/model/mechanisms/openness.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"

namespace racesim {

double Openness::chance(const Motives& m) const {
  return math::logistic(m.taste + base + distance_effect * m.distance / 10 + revenue_effect * m.api_dependence +
                        scarcity_effect * m.scarcity + complement_effect * m.complements + use_effect * m.open_use +
                        m.policy);
}

double Openness::api_dependence(double api_share, double revenue, double spending) {
  return revenue > 0 && spending > 0 ? api_share * std::min(1.0, revenue / spending) : api_share;
}

int Openness::leader_delay_months() const { return whole_months(leader_delay); }

}  // namespace racesim

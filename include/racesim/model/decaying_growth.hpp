#pragma once
// Growth that decays: it begins at one rate and falls to another.
#include "racesim/core/math.hpp"

namespace racesim {

/// ln of the growth after `years` [ln] at a rate that falls from `first` to `late` [ln/yr] by exp(-years / time): the
/// integral of the rate.
inline double decaying_growth(double years, double first, double late, double time) {
  return late * years + (first - late) * time * -math::expm1(-years / time);
}

}  // namespace racesim

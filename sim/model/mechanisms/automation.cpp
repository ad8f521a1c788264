#include "racesim/model/mechanisms/automation.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Automation::automated(double eci, double eci_per_magnitude) const {
  if (share <= 0) return 0;
  const double ahead = (eci - reference_eci) * math::ln10 / (eci_per_magnitude * width);
  return std::min(cap, share / (share + (1 - share) * math::exp(-ahead)));
}

double Automation::log_multiple(double automated) { return -math::log1p(-automated); }

double Automation::of_lab(const Stage& stage, int lab) {
  if (!stage.inputs.structure.automation) return 0;
  const Parameters& p = stage.parameters();
  return p.automation.automated(stage.world.best_eci[lab], p.training.eci_per_magnitude);
}

}  // namespace racesim

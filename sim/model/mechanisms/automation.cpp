#include "racesim/model/mechanisms/automation.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Automation::Params::automated(double eci, double eci_per_magnitude) const {
  if (share <= 0) return 0;
  const double ahead = (eci - reference_eci) * math::ln10 / (eci_per_magnitude * width);
  return std::min(cap, share / (share + (1 - share) * math::exp(-ahead)));
}

double Automation::Params::log_multiple(double automated) { return -math::log1p(-automated); }

double Automation::of_lab(const Stage& stage, int lab) {
  if (!stage.inputs.structure.automation) return 0;
  const Parameters& p = stage.parameters();
  return p.automation.automated(stage.world.releases.best_eci[lab], p.training.eci_per_magnitude);
}

std::span<const Parameter<Automation::Params>> Automation::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::share,
       {.name = "share",
        .symbol = "f_0",
        .lower = 0,
        .upper = 0.99,
        .prior = Prior::uniform(0.25, 0.5),
        .confidence = Confidence::verified,
        .source = "tkwa, ai-takeoff-model: f 0.25-0.5 in 2026-01",
        .doc = "share of research automated by a model of automation_reference_eci"}},
      {&Params::reference_eci,
       {.name = "reference_eci",
        .symbol = "ECI_0",
        .unit = "ECI",
        .lower = 50,
        .upper = 500,
        .prior = Prior::uniform(147, 156),
        .source = "judgement: about GPT-5, which is 150 on the scale",
        .doc = "model at which automation_share holds"}},
      {&Params::width,
       {.name = "width",
        .symbol = "w",
        .unit = "ln",
        .lower = 0.1,
        .upper = 100,
        .prior = Prior::uniform(1.5, 4.2),
        .confidence = Confidence::verified,
        .source = "tkwa, ai-takeoff-model: 1/v 1.5-4.2",
        .doc = "growth of ln effective compute that takes the share from 50 to 73 %"}},
      {&Params::cap,
       {.name = "cap",
        .symbol = "f_max",
        .lower = 0,
        .upper = 0.9999,
        .prior = Prior::uniform(0.8, 0.99),
        .source = "judgement: some tasks stay with people",
        .doc = "largest share of research that can be automated"}},
  };
  return rows;
}

}  // namespace racesim

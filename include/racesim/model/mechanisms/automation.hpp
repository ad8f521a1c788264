#pragma once
// AI does part of AI research (optional: structure.automation). People work on what is left, so that a lab with
// L people achieves what L / (1 - f) would without.
//
//   f = min(f_max, sigmoid(v (ln E - ln E_50)))        E: effective compute of the lab's best model
//   written as odds: f/(1 - f) = f_0/(1 - f_0) exp((ECI - ECI_0) ln 10 / (s_E w)),  w = 1/v
//
// Source: tkwa, ai-takeoff-model, 2026 (form; 1/v 1.5-4.2 ln, f 0.25-0.5 in 2026-01). E_50 is set by the share f_0 at a
// model of ECI_0. Reads best models. Writes nothing of its own: research asks. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Automation {
  double share = 0.35;
  double reference_eci = 150;
  double width = 2.8;
  double cap = 0.95;

  /// Share of research tasks that a lab with a model of `eci` leaves to it [1]; `eci_per_magnitude` is s_E.
  double automated(double eci, double eci_per_magnitude) const;
  /// ln of the multiple of people that it amounts to [ln].
  static double log_multiple(double automated);
  /// Share that a lab automates today; 0 where the module is off.
  static double of_lab(const Stage& stage, int lab);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.share, Field{.name = "automation_share",
                            .symbol = "f_0",
                            .lower = 0,
                            .upper = 0.99,
                            .prior = Prior::uniform(0.25, 0.5),
                            .confidence = Confidence::verified,
                            .source = "tkwa, ai-takeoff-model: f 0.25-0.5 in 2026-01",
                            .doc = "share of research automated by a model of automation_reference_eci"});
    visit(self.reference_eci, Field{.name = "automation_reference_eci",
                                    .symbol = "ECI_0",
                                    .unit = "ECI",
                                    .lower = 50,
                                    .upper = 500,
                                    .prior = Prior::uniform(147, 156),
                                    .source = "judgement: about GPT-5, which is 150 on the scale",
                                    .doc = "model at which automation_share holds"});
    visit(self.width, Field{.name = "automation_width",
                            .symbol = "w",
                            .unit = "ln",
                            .lower = 0.1,
                            .upper = 100,
                            .prior = Prior::uniform(1.5, 4.2),
                            .confidence = Confidence::verified,
                            .source = "tkwa, ai-takeoff-model: 1/v 1.5-4.2",
                            .doc = "growth of ln effective compute that takes the share from 50 to 73 %"});
    visit(self.cap, Field{.name = "automation_cap",
                          .symbol = "f_max",
                          .lower = 0,
                          .upper = 0.9999,
                          .prior = Prior::uniform(0.8, 0.99),
                          .source = "judgement: some tasks stay with people",
                          .doc = "largest share of research that can be automated"});
  }
};

}  // namespace racesim

#pragma once
// A release is open or closed.
//
//   P(open) = logistic(b0_i - 1.5 + 1.2 (distance to the frontier)/10 ECI - 1.0 API revenue share + 1.0 u + policy)
//   a lab at the frontier opens with a delay
//
// Reads the release, the frontier, scarcity, policy. Writes open releases. Draws one uniform per release.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Openness {
  double base = -1.5;
  double distance_effect = 1.2;
  double revenue_effect = -1.0;
  double scarcity_effect = 1.0;
  double leader_delay = 6;

  /// Chance that a release is open [1]; `distance` in ECI behind the frontier, `scarcity` in ln, `policy` in log-odds.
  double chance(double taste, double distance, double revenue_share, double scarcity, double policy) const;
  int leader_delay_months() const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.base, Field{.name = "openness_base",
                           .symbol = "b",
                           .unit = "log-odds",
                           .lower = -20,
                           .upper = 20,
                           .prior = Prior::normal(-2.5, -0.5),
                           .source = "judgement",
                           .doc = "log-odds of opening, common to all labs"});
    visit(self.distance_effect, Field{.name = "openness_distance_effect",
                                      .unit = "log-odds",
                                      .lower = -20,
                                      .upper = 20,
                                      .prior = Prior::normal(0.4, 2.0),
                                      .source = "judgement",
                                      .doc = "effect of being 10 ECI behind the frontier"});
    visit(self.revenue_effect, Field{.name = "openness_revenue_effect",
                                     .unit = "log-odds",
                                     .lower = -20,
                                     .upper = 20,
                                     .prior = Prior::normal(-2.0, 0.0),
                                     .source = "judgement",
                                     .doc = "effect of living off an API"});
    visit(self.scarcity_effect,
          Field{.name = "openness_scarcity_effect",
                .unit = "log-odds/ln",
                .lower = -20,
                .upper = 20,
                .prior = Prior::normal(0.0, 2.0),
                .confidence = Confidence::excerpt,
                .source = "arXiv 2606.15999: Chinese developers raise open-model activity; size by judgement",
                .doc = "effect of scarcity"});
    visit(self.leader_delay, Field{.name = "leader_delay",
                                   .unit = "month",
                                   .lower = 0,
                                   .upper = 60,
                                   .prior = Prior::uniform(0, 18),
                                   .source = "judgement",
                                   .doc = "delay with which a leader opens"});
  }
};

}  // namespace racesim

#pragma once
// A rival's model is news to investors: chip makers are worth less when the follower comes closer than was taken for
// granted.
//
//   surprise = expected gap - gap,  when the follower's frontier has moved               [ECI]
//   ln V -= s * surprise, an event, where surprise > threshold;  the gap is then what is expected
//   expected gap += (gap - expected gap) / tau otherwise,  ln V' = ln V 2^(-1 / half-life)
//   raises are multiplied by V^elasticity
//
// Anchor: -17 % for the largest chip maker on 2025-01-27 (report only, not fitted). Reads best models of the blocs.
// Writes the index, the expected gap, events. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Valuation {
  double sensitivity = 0.03;
  double threshold = 2;
  double memory = 12;
  double half_life = 6;
  double elasticity = 1;

  /// Investors look at the frontiers as the last month left them.
  static void advance(const Stage& stage);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.sensitivity, Field{.name = "valuation_sensitivity",
                                  .symbol = "s_V",
                                  .unit = "ln/ECI",
                                  .lower = 0,
                                  .upper = 1,
                                  .prior = Prior::lognormal(0.01, 0.06),
                                  .source = "judgement: -17 % in January 2025 for about 6 ECI",
                                  .doc = "fall of chip makers' value per point by which the gap surprises"});
    visit(self.threshold, Field{.name = "valuation_threshold",
                                .unit = "ECI",
                                .lower = 0,
                                .upper = 100,
                                .prior = Prior::uniform(1, 5),
                                .source = "judgement",
                                .doc = "surprise that makes an event"});
    visit(self.memory, Field{.name = "valuation_memory",
                             .unit = "month",
                             .lower = 1,
                             .upper = 240,
                             .prior = Prior::lognormal(6, 24),
                             .source = "judgement",
                             .doc = "time over which investors get used to a gap"});
    visit(self.half_life, Field{.name = "valuation_half_life",
                                .unit = "month",
                                .lower = 0.1,
                                .upper = 240,
                                .prior = Prior::lognormal(2, 18),
                                .source = "judgement",
                                .doc = "half-life of a fall"});
    visit(self.elasticity, Field{.name = "raise_elasticity",
                                 .lower = 0,
                                 .upper = 10,
                                 .prior = Prior::uniform(0.3, 2),
                                 .source = "judgement",
                                 .doc = "elasticity of raises in chip makers' value"});
  }
};

}  // namespace racesim

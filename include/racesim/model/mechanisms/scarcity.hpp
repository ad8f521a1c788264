#pragma once
// Perceived scarcity: how much less a lab can run than the same money would have bought with no rule in force.
//
//   u' = u + (max(0, ln(K* / K)) - u) dt / tau_s
//
// Reads compute and shadow compute. Writes scarcity u [ln]. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Scarcity {
  double memory = 9.0;

  /// Scarcity a month later [ln]; `shortfall` is ln(K*/K).
  double next(double scarcity, double shortfall) const;
  static void advance(const Stage& stage, LabRange labs);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.memory, Field{.name = "scarcity_memory",
                             .symbol = "tau_s",
                             .unit = "month",
                             .lower = 1,
                             .upper = 120,
                             .prior = Prior::lognormal(4, 18),
                             .source = "judgement",
                             .doc = "time over which labs come to feel a shortage"});
  }
};

}  // namespace racesim

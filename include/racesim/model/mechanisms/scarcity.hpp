#pragma once
// Perceived scarcity: how much less a lab can run than the same money would have bought with no rule in force.
//
//   u' = u + (max(0, ln(K* / K)) - u) dt / tau_s
//
// Reads compute and shadow compute. Writes scarcity u [ln]. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Scarcity {
  struct Params {
    double time_constant = 9.0;

    /// Scarcity a month later [ln]; `shortfall` is ln(K*/K).
    double next(double scarcity, double shortfall) const;

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    Column<double> perceived;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.perceived, StateField{"perceived", Axis::lab, "ln", 0, "perceived scarcity u"});
    }
  };

  static void advance(const Stage& stage, State& own, Range labs);
};

}  // namespace racesim

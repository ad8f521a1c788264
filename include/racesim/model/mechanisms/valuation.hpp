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
  struct Params {
    double sensitivity = 0.03;
    double threshold = 2;
    double time_constant = 12;
    double half_life = 6;
    double raise_elasticity = 1;

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    double log_index, expected_gap, seen_follower, events;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.log_index,
            StateField{"log_index", Axis::world, "ln", 0, "index of chip makers' value, 0 = without news"});
      visit(self.expected_gap,
            StateField{"expected_gap", Axis::world, "ECI", unset, "gap that investors expect; NaN: no gap seen yet"});
      visit(self.seen_follower, StateField{"seen_follower", Axis::world, "ECI", -infinity,
                                           "follower's best model when investors last looked"});
      visit(self.events, StateField{"events", Axis::world, "count", 0, "market events so far"});
    }
  };

  /// Investors look at the frontiers as the last month left them.
  static void advance(const Stage& stage, State& own);
};

}  // namespace racesim

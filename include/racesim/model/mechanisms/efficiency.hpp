#pragma once
// The two efficiency stocks of every lab, and the one place that changes them: what research, diffusion, the ecosystem
// and paradigms gain or cost in a month is added up, by stock and by cause.
//
//   ln A_pre'  = ln A_pre  + sum of the gains of the month        likewise ln A_post
// With one stock (structure.efficiency_stocks) everything is in the first.
//
// All gains are on the grid of knowledge, so that their sum is exact in any order. Reads the gains of the mechanisms.
// Writes ln A and the gains by cause. Draws nothing.
#include "racesim/model/causes.hpp"
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Efficiency {
  struct State {
    Column<double> log_a_pre, log_a_post;
    Table<double> gain;  ///< [cause]

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.log_a_pre, StateField{"log_a_pre", Axis::lab, "ln", unset, "pre-training efficiency"});
      visit(self.log_a_post, StateField{"log_a_post", Axis::lab, "ln", unset, "post-training efficiency"});
      visit(self.gain, StateField{"gain", Axis::lab, "ln", 0, "gains of the month, both stocks, by cause", by_cause});
    }
    static std::size_t by_cause(const Inputs&) { return n_causes; }

    /// Both stocks of a lab [ln].
    double log_a(int lab) const { return log_a_pre[lab] + log_a_post[lab]; }
  };

  static void start(const Inputs& inputs, State& own);
  static void advance(const Stage& stage, State& own, Range labs);
};

}  // namespace racesim

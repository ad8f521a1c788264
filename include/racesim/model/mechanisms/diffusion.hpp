#pragma once
// Labs learn from each other along the edges of a directed weighted multigraph, with lags and a capacity to absorb.
//
//   d ln A_i += kappa_c w_ji visible_j absorb_i max(0, ln A_j(t - tau_c) - ln A_i) dt       channel c, edge j -> i
//   absorb = a_min + (1 - a_min) R / (R + R_half)            [Cohen & Levinthal 1990; Griffith, Redding & Van Reenen
//   2004] publication: visible = what the source publishes.  open weights: ln A_j is that of its latest open release.
//   talent: across blocs times exp(-c u_i).  espionage: a Poisson event closes a share of the distance.
// The sum never carries a lab past the best source it sees. To a lab in a paradigm that makes competence obsolete, a
// lab that has not adopted it teaches only what is left: its positive ln A times 1 - phi.
//
// Reads histories of ln A, paradigms adopted, research, scarcity, access between blocs. Writes gains of ln A by
// channel, and what of them came from other blocs. Draws one uniform per espionage edge and month.
#include "racesim/model/causes.hpp"
#include "racesim/model/mechanism.hpp"
#include "racesim/model/network.hpp"

namespace racesim {

struct Diffusion {
  struct Params {
    double publication_rate = 0.6;
    double publication_lag = 9;
    double open_weights_rate = 1.5;
    double open_weights_lag = 2;
    double talent_rate = 0.15;
    double talent_lag = 3;
    double talent_scarcity_loss = 0.2;
    double espionage_rate = 0.05;
    double espionage_share = 0.5;
    double absorption_floor = 0.3;
    double absorption_half_saturation = 0.5;

    /// Share of a distance a lab with research R can take in [1].
    double absorb(double research) const;
    /// Lag of a channel in whole months, at least 1.
    int lag(Channel channel) const;

    static std::span<const Parameter<Params>> fields();
  };

  /// The causes that diffusion brings; the others belong to research, the ecosystem and paradigms.
  static constexpr Cause causes[] = {Cause::publication, Cause::open_weights, Cause::talent, Cause::espionage,
                                     Cause::shock};

  struct State {
    Table<double> pre, post;  ///< [place among the causes]
    Column<double> abroad;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.pre, StateField{"pre", Axis::lab, "ln", 0, "gain of ln A_pre this month, by cause", by_cause});
      visit(self.post, StateField{"post", Axis::lab, "ln", 0, "gain of ln A_post this month, by cause", by_cause});
      visit(self.abroad,
            StateField{"abroad", Axis::lab, "ln", 0, "part of both gains this month whose source is in another bloc"});
    }
    static std::size_t by_cause(const Inputs&) { return std::size(causes); }
  };

  static void advance(const Stage& stage, State& own, Range labs);
};

}  // namespace racesim

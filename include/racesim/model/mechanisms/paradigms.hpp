#pragma once
// A paradigm arrives, at a date or by chance; labs come to see it, those that lead the old one later; who sees it and
// expects to gain by it adopts it, loses what it makes obsolete, and releases its best base model again under it.
//
//   arrival: month given, or hazard 1 - exp(-h dt) a month;  level jump ~ N(mean, sd) ECI, one draw a run
//   perception: chance a month theta (1 - lock_in * share of the race's compute)          [Landini, Lee & Malerba 2017]
//   adoption: jump + s_E/ln 10 (change of ln E by gamma and ceiling of compute - phi ln A+) >= 0; else it looks again
//   loss: phi max(0, ln A) of each stock and of what its models embody, phi = competence_destruction
//   own progress *= max(0, 1 - ln A / ln A_max);  ln E = ln F_ref + (gamma + omega)(min(ln F, ln F_max) - ln F_ref) +
//   ln A
// gamma and both ceilings are those of the paradigm that arrived last among those that the lab has adopted; the paces
// of research are those of the last that says one. What arrived no later than the clock starts is held by every lab.
//
// Reads compute, ln A, last base runs. Writes arrivals, adoptions and the losses of ln A as gains of the
// month, which efficiency adds up. Draws one uniform per lab, paradigm and month, one normal and one uniform per
// paradigm.
#include <cstdint>

#include "racesim/model/mechanism.hpp"

namespace racesim {

/// What the paradigms that a lab has adopted mean for it.
struct Regime {
  double pre_growth = 0;                  ///< ln/yr of the reference lab, and
  double post_growth = 0;                 ///< of its post-training
  double log_ceiling = infinity;          ///< ln A at which own progress ends
  double compute_intensity = 1;           ///< gamma
  double log_compute_ceiling = infinity;  ///< ln FLOP beyond which more compute adds nothing

  /// Share of own progress that the ceiling leaves at ln A [1].
  double headroom(double log_a) const;
  /// ln FLOP of a run as far as it counts.
  double counted(double log_flop) const;
};

/// The regime of a lab that has adopted a set of paradigms.
Regime regime_under(const Stage& stage, std::uint32_t adopted);
/// The regime of a lab today.
Regime regime_of(const Stage& stage, int lab);

struct Paradigms {
  struct Params {
    double perception = 0.2;
    double lock_in = 0.5;
    double hazard_factor = 1;
    double growth_factor = 1;

    /// Chance that a lab with `share` of the race's compute perceives a paradigm this month [1].
    double perception_chance(double share) const;

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    Column<std::int32_t> arrived;
    Column<double> jump;
    double race_compute;
    Column<std::uint32_t> adopted, adopted_now;
    Column<double> pre, post;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.arrived, StateField{"arrived", Axis::paradigm, "month", -1, "month of arrival; -1: not yet"});
      visit(self.jump, StateField{"jump", Axis::paradigm, "ECI", 0, "what the paradigm adds to models"});
      visit(self.race_compute, StateField{"race_compute", Axis::world, "H100e", 0, "usable compute of all named labs"});
      visit(self.adopted, StateField{"adopted", Axis::lab, "bits", unset, "paradigms that the lab works in"});
      visit(self.adopted_now, StateField{"adopted_now", Axis::lab, "bits", 0, "those adopted this month"});
      visit(self.pre, StateField{"pre", Axis::lab, "ln", 0, "gain of ln A_pre this month; a loss, so negative"});
      visit(self.post, StateField{"post", Axis::lab, "ln", 0, "the same of ln A_post"});
    }
  };

  /// Labs work in what arrived before the clock.
  static void start(const Inputs& inputs, State& own);
  /// Arrivals of the month.
  static void arrive(const Stage& stage, State& own);
  /// Labs perceive what has arrived and adopt it if they expect to gain.
  static void adopt(const Stage& stage, State& own, Range labs);
  /// What the lab's next model would gain by adopting paradigm k [ECI].
  static double expected_gain(const Stage& stage, int lab, int k);
  /// What is left of ln A [ln] once the lab has adopted this month's paradigms.
  static double kept(const Stage& stage, int lab, double log_a);
};

}  // namespace racesim

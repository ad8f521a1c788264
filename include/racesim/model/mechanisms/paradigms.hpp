#pragma once
// A paradigm arrives, at a date or by luck; labs come to see it, those that lead the old one later; who sees it and
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
// Reads compute, ln A, last base runs. Writes arrivals, adoptions, ln A lost, the gain (negative) of the cause
// paradigm. Draws one uniform per lab, paradigm and month, one normal and one uniform per paradigm.
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
  double room(double log_a) const;
  /// ln FLOP of a run as far as it counts.
  double counted(double log_flop) const;
};

/// The regime of a lab that has adopted a set of paradigms.
Regime regime_under(const Stage& stage, std::uint32_t adopted);
/// The regime of a lab today.
Regime regime_of(const Stage& stage, int lab);

struct Paradigms {
  double perception = 0.2;
  double lock_in = 0.5;
  double hazard_factor = 1;
  double growth_factor = 1;

  /// Chance that a lab with `share` of the race's compute perceives a paradigm this month [1].
  double perception_chance(double share) const;

  /// Arrivals of the month (serial: one per paradigm).
  static void arrive(const Stage& stage);
  /// Labs perceive what has arrived and adopt it if they expect to gain.
  static void advance(const Stage& stage, LabRange labs);
  /// What the lab's next model would gain by adopting paradigm k [ECI].
  static double expected_gain(const Stage& stage, int lab, int k);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.perception, Field{.name = "paradigm_perception",
                                 .symbol = "theta",
                                 .unit = "1/month",
                                 .lower = 0,
                                 .upper = 1,
                                 .prior = Prior::uniform(0.08, 0.4),
                                 .source = "judgement; Landini, Lee & Malerba 2017",
                                 .doc = "chance per month that a lab perceives a new paradigm"});
    visit(self.lock_in, Field{.name = "paradigm_lock_in",
                              .lower = 0,
                              .upper = 1,
                              .prior = Prior::uniform(0.1, 0.9),
                              .source = "judgement; Landini, Lee & Malerba 2017",
                              .doc = "loss of perception of a lab that holds all of the old paradigm"});
    visit(self.hazard_factor, Field{.name = "paradigm_hazard_factor",
                                    .lower = 0,
                                    .upper = 20,
                                    .prior = Prior::lognormal(0.4, 2.0),
                                    .source = "judgement: 0.25 paradigms a year (0.1-0.5)",
                                    .doc = "multiple of the hazards of paradigms whose date is not known"});
    visit(self.growth_factor,
          Field{.name = "paradigm_growth_factor",
                .lower = 0,
                .upper = 10,
                .prior = Prior::uniform(0.4, 1.7),
                .confidence = Confidence::derived,
                .source = "derived from Epoch AI, ECI at known compute: 1.0 ln a year (0.4-1.7) of post-training",
                .doc = "multiple of the post-training growth that paradigms bring"});
  }
};

}  // namespace racesim

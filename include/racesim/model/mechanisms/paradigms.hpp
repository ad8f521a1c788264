#pragma once
// A paradigm arrives, at a date or by luck; labs come to see it, those that lead the old one later; who sees it
// re-releases its best base model under it and researches post-training at the new pace.
//
//   arrival: month given, or hazard 1 - exp(-h dt) a month;  level jump ~ N(mean, sd) ECI, one draw a run
//   perception: chance a month theta (1 - lock_in * share of the race's compute)          [Landini, Lee & Malerba 2017]
//   ceiling = max(0, 1 - ln A / ln A_max) on own progress, where the paradigm has one
//
// Reads compute. Writes arrivals, perceptions. Draws one uniform per lab and month, one normal and one uniform per
// paradigm.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Paradigms {
  double perception = 0.2;
  double lock_in = 0.5;

  /// Chance that a lab with `share` of the race's compute perceives a paradigm this month [1].
  double perception_chance(double share) const;

  /// Arrivals of the month (serial: one per paradigm).
  static void arrive(const Stage& stage);
  /// Labs perceive what has arrived.
  static void advance(const Stage& stage, LabRange labs);

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
  }
};

}  // namespace racesim

#pragma once
// Labs choose between precautions and speed (optional: structure.safety_race), after DSAIR (Han, Pereira, Santos &
// Lenaerts 2020, J. Artif. Intell. Res. 69). W rounds to a prize B; p = 1 - accident_probability: no disaster.
//
//   payoff a round      against safe                against unsafe
//   safe                b/2 - c + B/(2 W)           b/(s+1) - c
//   unsafe              s b/(s+1) + p s B/W         b/2 + p s B/(2 W)
//   imitation: with chance 1/(1 + exp(-beta (payoff of the other stance - own)))  a month, on meeting a lab of the
//   other exploration: with a small chance a stance at random safe labs research at 1/s of the speed; an unsafe release
//   has an accident with accident_probability: it is withdrawn and the lab stands still for some months
// For large B/W precaution is risk-dominant iff p < 1/(3 s), and better for all iff p < 1/s: between them lies the
// race.
//
// Reads who races. Writes stances (releases write accidents). Draws uniforms per lab and month, one per unsafe release.
#include <cstdint>

#include "racesim/model/mechanism.hpp"

namespace racesim {

struct World;
struct Inputs;

struct SafetyRace {
  double benefit = 4;
  double cost = 1;
  double prize = 10000;
  double rounds = 100;
  double speed = 1.5;
  double imitation = 0.01;
  double exploration = 0.01;
  double unsafe_at_start = 0.5;
  double accident_probability = 0.2;
  double halt = 3;

  /// Payoff of a stance against another [USD of the game].
  double payoff(bool unsafe, bool against_unsafe) const;
  /// Mean payoff of a stance among `others` other labs, of which `unsafe_others` are unsafe.
  double mean_payoff(bool unsafe, double unsafe_others, double others) const;
  /// Survival p below which precaution is risk-dominant; 1/(3 s) for large prize/rounds.
  double risk_dominance_survival() const;
  /// Survival p below which all are better off with precaution; 1/s for large prize/rounds.
  double welfare_survival() const;

  /// Stances at the start of a run.
  static void start(const Inputs& inputs, std::uint32_t replicate, World& world);
  /// Labs imitate each other (serial).
  static void advance(const Stage& stage);
  /// Multiple of a lab's research by its stance [1]: 1 for developers, for the unsafe, and where the module is off.
  static double research_speed(const Stage& stage, int lab);
  /// True while a lab stands still after an accident.
  static bool halted(const Stage& stage, int lab);
  /// True when the release that a lab is about to make is an accident; then enters it.
  static bool accident(const Stage& stage, int lab);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    const char* source = "DSAIR (Han, Pereira, Santos & Lenaerts 2020)";
    visit(self.benefit, Field{.name = "safety_benefit",
                              .symbol = "b",
                              .lower = 0,
                              .upper = 1e6,
                              .confidence = Confidence::verified,
                              .source = source,
                              .doc = "benefit of a round"});
    visit(self.cost, Field{.name = "safety_cost",
                           .symbol = "c",
                           .lower = 0,
                           .upper = 1e6,
                           .confidence = Confidence::verified,
                           .source = source,
                           .doc = "cost of precaution a round"});
    visit(self.prize, Field{.name = "safety_prize",
                            .symbol = "B",
                            .lower = 0,
                            .upper = 1e12,
                            .confidence = Confidence::verified,
                            .source = source,
                            .doc = "prize at the end of the race"});
    visit(self.rounds, Field{.name = "safety_rounds",
                             .symbol = "W",
                             .lower = 1,
                             .upper = 1e6,
                             .confidence = Confidence::verified,
                             .source = source,
                             .doc = "rounds to the prize of a safe lab"});
    visit(self.speed, Field{.name = "unsafe_speed",
                            .symbol = "s",
                            .lower = 1,
                            .upper = 5,
                            .prior = Prior::uniform(1.1, 3),
                            .source = "judgement within DSAIR's 1-5",
                            .doc = "speed of research without precautions, relative to with"});
    visit(self.imitation, Field{.name = "stance_imitation",
                                .symbol = "beta",
                                .lower = 0,
                                .upper = 10,
                                .confidence = Confidence::verified,
                                .source = source,
                                .doc = "strength of imitation"});
    visit(self.exploration, Field{.name = "stance_exploration",
                                  .unit = "1/month",
                                  .lower = 0,
                                  .upper = 1,
                                  .prior = Prior::lognormal(0.002, 0.05),
                                  .source = "judgement",
                                  .doc = "chance per month that a lab takes a stance at random"});
    visit(self.unsafe_at_start, Field{.name = "unsafe_at_start",
                                      .lower = 0,
                                      .upper = 1,
                                      .prior = Prior::uniform(0.1, 0.9),
                                      .source = "judgement",
                                      .doc = "chance that a lab starts without precautions"});
    visit(self.accident_probability, Field{.name = "accident_probability",
                                           .symbol = "1-p",
                                           .lower = 0,
                                           .upper = 1,
                                           .prior = Prior::uniform(0.02, 0.6),
                                           .source = "judgement",
                                           .doc = "chance that an unsafe release has an accident"});
    visit(self.halt, Field{.name = "accident_halt",
                           .unit = "month",
                           .lower = 0,
                           .upper = 120,
                           .prior = Prior::uniform(1, 12),
                           .source = "judgement",
                           .doc = "months that a lab loses by an accident"});
  }
};

}  // namespace racesim

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
// Reads who races, releases withdrawn. Writes stances, accidents, halts. Draws uniforms per lab and month, one per
// unsafe release.
#include <cstdint>

#include "racesim/model/mechanism.hpp"

namespace racesim {

struct World;
struct Inputs;

struct SafetyRace {
  struct Params {
    double benefit = 4;
    double cost = 1;
    double prize = 10000;
    double rounds = 100;
    double unsafe_speed = 1.5;
    double imitation = 0.01;
    double exploration = 0.01;
    double unsafe_at_start = 0.5;
    double accident_probability = 0.2;
    double accident_halt = 3;

    /// Payoff of a stance against another [USD of the game].
    double payoff(bool unsafe, bool against_unsafe) const;
    /// Mean payoff of a stance among `others` other labs, of which `unsafe_others` are unsafe.
    double mean_payoff(bool unsafe, double unsafe_others, double others) const;
    /// Survival p below which precaution is risk-dominant; 1/(3 s) for large prize/rounds.
    double risk_dominance_survival() const;
    /// Survival p below which all are better off with precaution; 1/s for large prize/rounds.
    double welfare_survival() const;

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    Column<std::uint8_t> unsafe;
    Column<std::int32_t> halted_until, accidents;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.unsafe, StateField{"unsafe", Axis::named, "1", 0, "1: the lab skips precautions"});
      visit(self.halted_until,
            StateField{"halted_until", Axis::named, "month", 0, "month in which work goes on after an accident"});
      visit(self.accidents, StateField{"accidents", Axis::named, "count", 0, "accidents so far"});
    }
  };

  /// Stances at the start of a run.
  static void start(const Inputs& inputs, std::uint32_t replicate, State& own);
  /// Labs imitate each other.
  static void advance(const Stage& stage, State& own);
  /// Multiple of a lab's research by its stance [1]: 1 for developers, for the unsafe, and where the module is off.
  static double research_speed(const Stage& stage, int lab);
  /// True while a lab stands still after an accident.
  static bool halted(const Stage& stage, int lab);
  /// True when the release that a lab is about to make is an accident.
  static bool accident(const Stage& stage, int lab);
  /// Labs whose release was withdrawn this month stand still.
  static void halt(const Stage& stage, State& own);
};

}  // namespace racesim

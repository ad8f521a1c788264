#pragma once
// Money for chips: measured budgets to the end of the data, then growth that tires; rules to come pull orders forward.
//
//   b(t) = path(t) / 12                          while the data last                               [catalogue]
//   d ln b / dt = g_inf + (g_0 - g_inf) exp(-(t - t_data) / tau_g)   afterwards                     [judgement]
//   orders = (b + carried) * a,  a > 1 from the announcement of a rule to its entry into force
//   carried' = kappa * (b + carried - spent) when money is left, the whole debt when orders ran ahead
//
// Reads the timeline's budgets and the money carried over. Writes orders [USD per month]. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Capital {
  double growth = 0.50;
  double late_growth = 0.05;
  double tiring_time = 4.0;
  double anticipation = 1.8;
  double carry_over = 0.7;
  double building_multiplier = 1.8;

  /// ln of the growth of a budget `years` after the end of the data: integral of the rate above [ln].
  double log_growth(double years) const;
  /// Money carried into the next month [USD]: unspent money fades, debt from early orders stays.
  double carried(double available, double spent) const;

  /// Orders of every buyer, in the real and in the shadow market.
  static void advance(const Stage& stage, LabRange buyers);
  /// What is left after the market has filled the orders.
  static void settle(const Stage& stage, LabRange buyers);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.growth,
          Field{.name = "budget_growth",
                .symbol = "g_0",
                .unit = "ln/yr",
                .lower = -1,
                .upper = 3,
                .prior = Prior::normal(0.25, 0.8),
                .source = "chip supply 2.25x/yr (AI 2027) times price per H100e -36 %/yr in logs: 0.45; judgement",
                .doc = "growth of chip budgets when the data end"});
    visit(self.late_growth, Field{.name = "budget_late_growth",
                                  .symbol = "g_inf",
                                  .unit = "ln/yr",
                                  .lower = -0.5,
                                  .upper = 1,
                                  .prior = Prior::normal(0.0, 0.1),
                                  .source = "judgement: growth of the economy",
                                  .doc = "growth of chip budgets in the long run"});
    visit(self.tiring_time, Field{.name = "budget_tiring_time",
                                  .symbol = "tau_g",
                                  .unit = "yr",
                                  .lower = 0.25,
                                  .upper = 50,
                                  .prior = Prior::lognormal(2, 8),
                                  .source = "judgement",
                                  .doc = "time over which budget growth falls to its long-run rate"});
    visit(self.anticipation,
          Field{.name = "anticipation",
                .symbol = "a",
                .lower = 1,
                .upper = 5,
                .prior = Prior::lognormal(1.3, 2.5),
                .confidence = Confidence::verified,
                .source = "7M HBM stacks in December 2024; A800 and H800 rush of 2023 (SemiAnalysis, press)",
                .doc = "multiple of orders between announcement and entry into force of a rule"});
    visit(self.carry_over, Field{.name = "budget_carry_over",
                                 .symbol = "kappa",
                                 .lower = 0,
                                 .upper = 1,
                                 .prior = Prior::uniform(0.5, 0.9),
                                 .source = "judgement",
                                 .doc = "share of unspent chip money that is still there a month later"});
    visit(self.building_multiplier, Field{.name = "building_multiplier",
                                          .lower = 1,
                                          .upper = 5,
                                          .prior = Prior::lognormal(1.5, 2.2),
                                          .source = "judgement, unverified: buildings and network on top of chips",
                                          .doc = "capital expenditure per USD of chips"});
  }
};

}  // namespace racesim

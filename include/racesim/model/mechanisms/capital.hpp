#pragma once
// Money: measured chip budgets to the end of the data; then a stream that tires, revenue and raises. Chips, wages and
// the rest are paid from it; rules to come pull orders forward.
//
//   b(t) = path(t) / 12                          while the data last                               [catalogue]
//   d ln b / dt = g_inf + (g_0 - g_inf) exp(-(t - t_data) / tau_g)   afterwards                     [judgement]
//   income = b / c + s_rev (margin - margin_data) + (raise - raise_data),  c = share of chips       [USD per month]
//   raise = phi * multiple * max(0, change of expected revenue per year) * V^elasticity
//   m = min(b + c (income - b / c), cash + income - payroll - other),  m = y + chi/2 B (y/B - 1)^2 where y > B
//   cash' = cash + income - m - payroll - other
//   payroll' = payroll + max(0, share * income - payroll) / tau: it follows a higher income and never falls
//   orders = (y + carried) * a,  a > 1 from the announcement of a rule to its entry into force
//   carried' = kappa * (y + carried - spent) when money is left, the whole debt when orders ran ahead
//
// B is what the usual budget can grow to at the fastest rate that costs nothing. Owners that do not race, and all in a
// scenario without a market, spend b. Reads the timeline's budgets, revenue, staff, valuation. Writes finance, orders
// [USD per month]. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Capital {
  double growth = 0.42;
  double late_growth = 0.05;
  double decay_time = 4.0;
  double anticipation = 1.8;
  double carry_over = 0.7;
  double building_multiplier = 1.8;
  double chip_share = 0.55;
  double staff_share = 0.25;
  double reinvested = 0.7;
  double raise_share = 0.1;
  double revenue_multiple = 20;
  double memory = 6;
  double adjustment_cost = 1;
  double free_growth = 1.1;
  double cash_reserve = 6;
  double payroll_memory = 12;
  double exit_patience = 6;

  /// ln of the growth of a budget `years` after the end of the data: integral of the rate above [ln].
  double log_growth(double years) const;
  /// Money carried into the next month [USD]: unspent money fades, debt from early orders stays.
  double carried(double available, double spent) const;

  /// Part of `money` that buys chips where more than `free` costs extra; the rest is that cost [USD].
  double affordable(double money, double free) const;
  /// Chip budget that growth at the free rate has reached, from the smoothed budget of the month before [USD].
  double free_budget(double usual) const;
  int patience_months() const;

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
                .prior = Prior::normal(0.15, 0.7),
                .source =
                    "chip supply 2.25x/yr (AI 2027) times price per H100e -36 %/yr in logs: 0.45, of which revenue and "
                    "raises add about a tenth; judgement",
                .doc = "growth of chip budgets when the data end, without revenue and raises"});
    visit(self.late_growth, Field{.name = "budget_late_growth",
                                  .symbol = "g_inf",
                                  .unit = "ln/yr",
                                  .lower = -0.5,
                                  .upper = 1,
                                  .prior = Prior::normal(0.0, 0.1),
                                  .source = "judgement: growth of the economy",
                                  .doc = "growth of chip budgets in the long run"});
    visit(self.decay_time, Field{.name = "budget_tiring_time",
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
                .confidence = Confidence::excerpt,
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
    visit(self.chip_share, Field{.name = "chip_share",
                                 .symbol = "c",
                                 .lower = 0.05,
                                 .upper = 1,
                                 .prior = Prior::uniform(0.45, 0.65),
                                 .source = "judgement; Epoch AI, AI companies",
                                 .doc = "share of a lab's money that is meant for chips"});
    visit(self.staff_share, Field{.name = "payroll_share",
                                  .lower = 0,
                                  .upper = 0.9,
                                  .prior = Prior::uniform(0.15, 0.3),
                                  .source = "judgement",
                                  .doc = "share of a lab's money that wages take when the data end"});
    visit(self.reinvested, Field{.name = "revenue_reinvested",
                                 .symbol = "s_rev",
                                 .lower = 0,
                                 .upper = 2,
                                 .prior = Prior::uniform(0.3, 1),
                                 .source = "judgement",
                                 .doc = "share of additional margin that goes back into the race"});
    visit(self.raise_share, Field{.name = "raise_share",
                                  .symbol = "phi",
                                  .lower = 0,
                                  .upper = 1,
                                  .prior = Prior::lognormal(0.03, 0.2),
                                  .source = "judgement",
                                  .doc = "share of a gain in value that is raised"});
    visit(self.revenue_multiple, Field{.name = "revenue_multiple",
                                       .unit = "yr",
                                       .lower = 0,
                                       .upper = 1000,
                                       .prior = Prior::lognormal(10, 40),
                                       .source = "judgement, unverified: 20-40 times revenue in 2024",
                                       .doc = "value of a lab per expected revenue"});
    visit(self.memory, Field{.name = "expectation_memory",
                             .unit = "month",
                             .lower = 1,
                             .upper = 120,
                             .prior = Prior::lognormal(3, 12),
                             .source = "judgement",
                             .doc = "time over which expected revenue and usual budgets follow actual ones"});
    visit(self.adjustment_cost, Field{.name = "adjustment_cost",
                                      .symbol = "chi",
                                      .lower = 0,
                                      .upper = 100,
                                      .prior = Prior::lognormal(0.3, 3),
                                      .source = "judgement",
                                      .doc = "convex cost of growing faster than the free rate"});
    visit(self.free_growth, Field{.name = "free_growth",
                                  .unit = "ln/yr",
                                  .lower = 0,
                                  .upper = 10,
                                  .prior = Prior::uniform(0.7, 1.6),
                                  .source = "judgement: 3x a year",
                                  .doc = "growth of chip budgets that costs nothing extra"});
    visit(self.cash_reserve, Field{.name = "cash_reserve",
                                   .unit = "month",
                                   .lower = 0,
                                   .upper = 120,
                                   .prior = Prior::lognormal(3, 12),
                                   .source = "judgement",
                                   .doc = "months of its stream that a lab has in cash when the data end"});
    visit(self.payroll_memory, Field{.name = "payroll_memory",
                                     .unit = "month",
                                     .lower = 1,
                                     .upper = 240,
                                     .prior = Prior::lognormal(6, 24),
                                     .source = "judgement",
                                     .doc = "time over which the payroll follows a higher income; it never falls"});
    visit(self.exit_patience, Field{.name = "exit_patience",
                                    .unit = "month",
                                    .lower = 1,
                                    .upper = 120,
                                    .prior = Prior::uniform(3, 12),
                                    .source = "judgement",
                                    .doc = "months in debt after which a lab leaves, whole months"});
  }
};

}  // namespace racesim

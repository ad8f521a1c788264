#pragma once
// Chips arrive, age and fail; the stock that runs is what a lab can compute with.
//
//   n' = n + arrivals(t - delay) - (h0 + h1 * age + delta) n dt        a linear hazard needs only the mean age
//   age' = mean age of the survivors, one month older, and of the new chips at age 0
//   K = min(sum_c n_c h100e_c software_c + rented, the bloc's power)
//
// Reads deliveries, stocks, rentals, power. Writes stocks, ages, compute K and shadow compute K*. Draws nothing.
#include <algorithm>

#include "racesim/core/month.hpp"
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Fleet {
  double delivery_delay = 3;
  double hazard = 0.02;
  double hazard_ageing = 0.0035;
  double obsolescence = 0.15;
  double power_per_h100e = 1.1;
  double power_improvement = 0.26;
  double power_growth = 0.35;

  struct Cohort {
    double count = 0;  ///< chips
    double age = 0;    ///< mean, years
  };
  /// One month of attrition and arrivals of one chip class.
  Cohort next(Cohort now, double arrivals) const {
    const double rate = hazard + hazard_ageing * now.age + obsolescence;
    const double survivors = now.count * std::max(0.0, 1 - rate * month_in_years);
    const double count = survivors + arrivals;
    return {count, count > 0 ? (now.age + month_in_years) * survivors / count : 0.0};
  }

  /// Stocks of buyers, in the real and in the shadow market.
  static void advance(const Stage& stage, LabRange buyers);
  /// Power drawn and the share of it that can be had, per bloc.
  static void draw_power(const Stage& stage);
  /// Compute of every lab [H100e].
  static void compute(const Stage& stage, LabRange labs);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.delivery_delay, Field{.name = "delivery_delay",
                                     .unit = "month",
                                     .lower = 1,
                                     .upper = 12,
                                     .prior = Prior::uniform(2, 5),
                                     .source = "judgement",
                                     .doc = "time from order to use, whole months"});
    visit(self.hazard, Field{.name = "chip_hazard",
                             .symbol = "h0",
                             .unit = "1/yr",
                             .lower = 0,
                             .upper = 1,
                             .prior = Prior::uniform(0.01, 0.03),
                             .confidence = Confidence::verified,
                             .source = "Clymer, ai_futures_model: 1-3 %/yr",
                             .doc = "failure rate of new chips"});
    visit(self.hazard_ageing, Field{.name = "chip_hazard_ageing",
                                    .symbol = "h1",
                                    .unit = "1/yr/yr",
                                    .lower = 0,
                                    .upper = 1,
                                    .prior = Prior::uniform(0.001, 0.008),
                                    .confidence = Confidence::verified,
                                    .source = "Clymer, ai_futures_model",
                                    .doc = "growth of the failure rate with age"});
    visit(self.obsolescence, Field{.name = "obsolescence",
                                   .symbol = "delta",
                                   .unit = "1/yr",
                                   .lower = 0,
                                   .upper = 2,
                                   .prior = Prior::uniform(0.05, 0.3),
                                   .confidence = Confidence::verified,
                                   .source = "Davidson, full takeoff model: 0.1-0.3/yr",
                                   .doc = "rate at which chips leave the race for other uses"});
    visit(self.power_per_h100e, Field{.name = "power_per_h100e",
                                      .unit = "kW",
                                      .lower = 0.05,
                                      .upper = 10,
                                      .prior = Prior::uniform(0.85, 1.45),
                                      .confidence = Confidence::verified,
                                      .source = "Epoch AI: 1,450 W per H100, 840 W per H100e on GB200",
                                      .doc = "power at the wall per H100e at 2025-01"});
    visit(self.power_improvement, Field{.name = "power_improvement",
                                        .unit = "ln/yr",
                                        .lower = 0,
                                        .upper = 2,
                                        .prior = Prior::uniform(0.23, 0.31),
                                        .confidence = Confidence::verified,
                                        .source = "Clymer: 1.26-1.35x/yr",
                                        .doc = "fall of the power per H100e"});
    visit(self.power_growth, Field{.name = "power_growth",
                                   .unit = "ln/yr",
                                   .lower = -0.5,
                                   .upper = 2,
                                   .prior = Prior::normal(0.15, 0.55),
                                   .source = "judgement; IEA: world 415 to 945 TWh in six years",
                                   .doc = "growth of the power for AI chips after the data"});
  }
};

}  // namespace racesim

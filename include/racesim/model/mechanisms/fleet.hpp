#pragma once
// Chips arrive, age and fail; the stock that runs is what a lab can compute with.
//
//   n' = n + arrivals(t - delay) - (h0 + h1 * age + delta) n dt        a linear hazard needs only the mean age
//   age' = mean age of the survivors, one month older, and of the new chips at age 0
//   e' = (survivors e + arrivals e_new) / n'               kW per H100e of a buyer, all classes together
//   K = power share * sum_c n_c h100e_c software_c + rented
//
// Reads deliveries, stocks, rentals, power. Writes stocks, ages, kW per H100e, compute K and shadow compute K*. Draws
// nothing.
#include <algorithm>

#include "racesim/core/month.hpp"
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Fleet {
  double delivery_delay = 3;
  double hazard = 0.02;
  double hazard_ageing = 0.0035;
  double obsolescence = 0.15;

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
  }
};

}  // namespace racesim

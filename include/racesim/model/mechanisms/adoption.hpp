#pragma once
// Firms take up AI: a few by themselves, most because others did, as far as the models that reach them are good enough,
// cheap enough and served.
//
//   F'   = the Bass curve dF = s (p + q F)(1 - F) gate dt, one month further along its closed form, per bloc and sector
//   gate = logistic(b (C - need)) * 1 / (1 + (price / price_0)^theta) * share of the demand served
//   C    = ECI available + e ln(1 + D / D_0)                      applied capability of a sector [ECI]
//   D'   = D + (richness F - D / memory) dt                       domain data [firm-share years]
//   ECI available = the best of a bloc's own labs, towards what it can reach of others through APIs and open weights
//   industrial index = sum_s weight F max(0, C - need)            [ECI]
//
// Reads best models, open models, prices, demand filled, policies' push s. Writes adoption, domain data, ECI available,
// industrial index. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Adoption {
  double innovation = 0.02;
  double imitation = 0.4;
  double gate_slope = 0.15;
  double reference_price = 10;
  double price_elasticity = 1;
  double data_effect = 2;
  double data_scale = 1;
  double data_memory = 5;

  /// Share of firms after `years` on the Bass curve through `share`; the pace times the gate is in the years.
  double next(double share, double years) const;
  /// How far capability and price open the way [0, 1]; a price of 0 is none known.
  double capability_gate(double eci, double need) const;
  double price_gate(double price) const;
  /// ECI that domain data add in a sector.
  double data_gain(double data) const;

  static void advance(const Stage& stage);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.innovation, Field{.name = "adoption_innovation",
                                 .symbol = "p",
                                 .unit = "1/yr",
                                 .lower = 0,
                                 .upper = 1,
                                 .prior = Prior::uniform(0.01, 0.03),
                                 .source = "judgement; Bass 1969, durable goods: about 0.02 (from memory)",
                                 .doc = "rate at which firms take up AI by themselves"});
    visit(self.imitation, Field{.name = "adoption_imitation",
                                .symbol = "q",
                                .unit = "1/yr",
                                .lower = 0,
                                .upper = 5,
                                .prior = Prior::uniform(0.3, 0.5),
                                .source = "judgement; Bass 1969, durable goods: about 0.4 (from memory)",
                                .doc = "rate at which firms take up AI because others have"});
    visit(self.gate_slope, Field{.name = "adoption_gate_slope",
                                 .symbol = "b",
                                 .unit = "1/ECI",
                                 .lower = 0,
                                 .upper = 2,
                                 .prior = Prior::lognormal(0.08, 0.28),
                                 .source = "judgement; single tasks are steeper or as steep: 0.09-0.16 by benchmark",
                                 .doc = "slope of the share of firms for which a capability suffices"});
    visit(self.reference_price,
          Field{.name = "adoption_reference_price",
                .symbol = "price_0",
                .unit = "USD",
                .lower = 0.001,
                .upper = 10000,
                .prior = Prior::lognormal(3, 33),
                .source = "judgement",
                .doc = "price of a million tokens of reference quality at which half of the firms "
                       "wait"});
    visit(self.price_elasticity, Field{.name = "adoption_price_elasticity",
                                       .symbol = "theta",
                                       .lower = 0,
                                       .upper = 10,
                                       .prior = Prior::uniform(0.5, 1.5),
                                       .source = "judgement",
                                       .doc = "steepness of the price gate"});
    visit(self.data_effect, Field{.name = "domain_data_effect",
                                  .symbol = "e",
                                  .unit = "ECI",
                                  .lower = 0,
                                  .upper = 50,
                                  .prior = Prior::uniform(0, 5),
                                  .source = "judgement",
                                  .doc = "applied capability gained per e-fold of a sector's domain data"});
    visit(self.data_scale, Field{.name = "domain_data_scale",
                                 .symbol = "D_0",
                                 .unit = "yr",
                                 .lower = 0.001,
                                 .upper = 100,
                                 .prior = Prior::lognormal(0.3, 3),
                                 .source = "judgement",
                                 .doc = "domain data at which their gain is e ln 2, in years of use by every firm"});
    visit(self.data_memory, Field{.name = "domain_data_memory",
                                  .unit = "yr",
                                  .lower = 0.5,
                                  .upper = 100,
                                  .prior = Prior::lognormal(2, 12),
                                  .source = "judgement",
                                  .doc = "time in which domain data lose their worth"});
  }
};

}  // namespace racesim

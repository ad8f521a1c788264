#pragma once
// Who gets which chips: every group of buyers takes the cheapest usable compute it may have, route after route.
//
//   routes: legal imports | domestic chips | smuggled chips | rented abroad; each a price, a quantity and a bound
//   usable price = price (1 + fee or premium) / software factor           [USD per usable H100e]
//   fill: every group plans its shopping from the cheapest open route on; all plans meet the pools at once, a pool
//         that is short is shared in proportion to the plans; who got less plans again with what is
//         left, four times in all. Groups of one bloc divide what a pool has for them in proportion to their money.
//   quota: a pool of its own, share * vendor's supply, for all sales under the rule
//   cap per customer: cap / 12 chips a month of all classes under the rule, buyer by buyer; who can reach it shops
//   alone
//   rent is by contract, paid at once, and begins when chips ordered with it would arrive;
//   rented' = rented (1 - 1/contract) + contracts that begin, bounded by the open capacity
//   domestic bound = min(dies * yield, HBM stacks / stacks per chip) * h100e
//   smuggling bound = chips of the month * lognormal luck * (1 - enforcement) * (premium / reference)^eta
//
// The same function runs twice a month: with the rules in force and, for the shadow stock K*, with none.
// Reads orders, offers of the month. Writes purchases, rentals, spending, deliveries under way. Draws nothing: the
// smuggling luck of a run is drawn at its start.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct ChipMarket {
  double price_decline = 0.36;
  double supply_growth = 0.811;
  double domestic_software_factor = 0.6;
  double die_growth = 0.35;
  double yield_max = 0.6;
  double yield_learning = 0.3;
  double hbm_growth = 0.35;
  double smuggling_premium = 0.5;
  double smuggling_elasticity = 1.0;
  double smuggling_spread = 1.2;
  double seizure = 0.02;
  double rental_price = 1.34;
  double rental_growth = 0.64;
  double rental_horizon = 48;
  double subsidiary_share = 0.3;
  double rental_contract = 24;

  /// Fills the orders of the real and of the shadow market and puts the chips on their way.
  static void advance(const Stage& stage);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.price_decline, Field{.name = "price_decline",
                                    .unit = "ln/yr",
                                    .lower = 0,
                                    .upper = 2,
                                    .prior = Prior::normal(0.25, 0.60),
                                    .confidence = Confidence::excerpt,
                                    .source = "Epoch AI: price per FLOP/s -30 %/yr",
                                    .doc = "fall of the price of a chip class after its last measured price"});
    visit(self.supply_growth, Field{.name = "supply_growth",
                                    .unit = "ln/yr",
                                    .lower = -1,
                                    .upper = 3,
                                    .prior = Prior::normal(0.5, 1.1),
                                    .confidence = Confidence::excerpt,
                                    .source = "AI 2027: 2.25x/yr = 1.35 chip x 1.65 volume",
                                    .doc = "growth of each vendor's supply after the data"});
    visit(self.domestic_software_factor, Field{.name = "domestic_software_factor",
                                               .lower = 0.05,
                                               .upper = 1,
                                               .prior = Prior::uniform(0.4, 0.85),
                                               .confidence = Confidence::excerpt,
                                               .source = "910C about 60 % of an H100 in sustained inference (press)",
                                               .doc = "share of their peak that domestic chips give a lab"});
    visit(self.die_growth, Field{.name = "domestic_die_growth",
                                 .unit = "ln/yr",
                                 .lower = -1,
                                 .upper = 3,
                                 .prior = Prior::normal(0.1, 0.6),
                                 .source = "judgement: with yield learning 1.4-2.6x/yr",
                                 .doc = "growth of domestic dies made after the data"});
    visit(self.yield_max, Field{.name = "domestic_yield_max",
                                .lower = 0.05,
                                .upper = 1,
                                .prior = Prior::uniform(0.4, 0.8),
                                .source = "judgement; 0.2 in 2024 (SemiAnalysis, press)",
                                .doc = "yield the domestic line learns towards"});
    visit(self.yield_learning, Field{.name = "domestic_yield_learning",
                                     .symbol = "b",
                                     .lower = 0,
                                     .upper = 2,
                                     .prior = Prior::uniform(0.15, 0.5),
                                     .source = "judgement: learning curves of 10-30 %",
                                     .doc = "learning exponent of the yield in cumulated chips"});
    visit(self.hbm_growth, Field{.name = "domestic_hbm_growth",
                                 .unit = "ln/yr",
                                 .lower = -1,
                                 .upper = 3,
                                 .prior = Prior::normal(0.1, 0.7),
                                 .source = "judgement",
                                 .doc = "growth of the supply of memory stacks after the data"});
    visit(self.smuggling_premium, Field{.name = "smuggling_premium",
                                        .lower = 0,
                                        .upper = 5,
                                        .prior = Prior::lognormal(0.2, 1.5),
                                        .source = "judgement, CNAS cases",
                                        .doc = "price of a smuggled chip above the world price, share"});
    visit(self.smuggling_elasticity,
          Field{.name = "smuggling_elasticity",
                .symbol = "eta",
                .lower = 0,
                .upper = 4,
                .prior = Prior::uniform(0.3, 1.7),
                .source = "judgement",
                .doc = "elasticity of the smuggled volume in the premium, 1 at a premium of 0.5"});
    visit(self.smuggling_spread, Field{.name = "smuggling_spread",
                                       .symbol = "sigma",
                                       .unit = "ln",
                                       .lower = 0,
                                       .upper = 3,
                                       .prior = Prior::uniform(0.8, 1.6),
                                       .confidence = Confidence::derived,
                                       .source = "CNAS: 10k-500k chips in 2024 around a median of 140k",
                                       .doc = "spread of the smuggled volume between runs"});
    visit(self.seizure, Field{.name = "smuggling_seizure",
                              .lower = 0,
                              .upper = 1,
                              .prior = Prior::uniform(0.005, 0.05),
                              .source = "judgement",
                              .doc = "share of a smuggled shipment that is seized"});
    visit(self.rental_price, Field{.name = "rental_price",
                                   .unit = "USD/H100e/hour",
                                   .lower = 0.01,
                                   .upper = 50,
                                   .prior = Prior::lognormal(1.0, 2.5),
                                   .confidence = Confidence::verified,
                                   .source = "price of an H100e-hour offshore; Epoch AI",
                                   .doc = "price of renting abroad"});
    visit(self.rental_growth, Field{.name = "rental_growth",
                                    .unit = "ln/yr",
                                    .lower = -1,
                                    .upper = 3,
                                    .prior = Prior::normal(0.47, 0.79),
                                    .source = "judgement: 1.6-2.2x/yr",
                                    .doc = "growth of the rentable capacity after the data"});
    visit(self.rental_horizon, Field{.name = "rental_horizon",
                                     .unit = "month",
                                     .lower = 6,
                                     .upper = 120,
                                     .prior = Prior::uniform(30, 60),
                                     .source = "judgement: chip life 4-6 years",
                                     .doc = "months of rent that compare with buying a chip"});
    visit(self.subsidiary_share,
          Field{.name = "offshore_subsidiary_share",
                .lower = 0,
                .upper = 1,
                .prior = Prior::uniform(0.1, 0.6),
                .source = "judgement",
                .doc = "share of the capacity abroad that stands in subsidiaries of a bloc's own "
                       "firms, which a rule on headquarters closes; the rest is leased"});
    visit(self.rental_contract, Field{.name = "rental_contract",
                                      .unit = "month",
                                      .lower = 1,
                                      .upper = 120,
                                      .prior = Prior::uniform(12, 36),
                                      .source = "judgement",
                                      .doc = "mean length of a contract of rent, paid in advance"});
  }
};

}  // namespace racesim

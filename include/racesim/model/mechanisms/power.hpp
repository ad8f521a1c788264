#pragma once
// Chips need power: what a bloc can supply is built years ahead, bounds what runs, and is dear when it is nearly used
// up.
//
//   e_i      = stock-weighted mean kW per H100e of buyer i; a chip brings watts * overhead / h100e, and where its class
//              stands for its successors, less by exp(-improvement * years since its vendor's last launch)
//   wanted   = sum_i installed_i e_i                                          [MW]
//   capacity = measured to the end of the data, and what was then under construction for the next `lead` months;
//              then capacity' = capacity + orders(t - lead)
//   orders   = min(limit * capacity * dt, max(0, (1 + headroom) wanted exp(g lead) - capacity - queued))
//   g        = ln(wanted / wanted a year ago), between 0 and the largest growth that operators build for
//   drawn    = min(wanted, capacity, caps by policy)
//   price    = 1 + 2 k x^2 / (1 + x),  x = max(0, (wanted / capacity - u0) / (1 - u0))      relative to idle capacity
//
// Each market has capacity of its own: K* stands for a world without rules, whose operators would have built for it.
// Reads chips installed, capacity measured, caps. Writes capacity, queue, price of power, power drawn. Draws nothing.
#include <algorithm>

#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Power {
  double overhead = 2.2;
  double improvement = 0.26;
  double construction = 0.35;
  double lead_factor = 1;
  double headroom = 0.15;
  double growth_limit = 0.7;
  double price_threshold = 0.7;
  double price_slope = 1;

  /// Price of power relative to that of idle capacity, at a share `used` of the capacity that may exceed 1.
  double price(double used) const {
    const double x = std::max(0.0, (used - price_threshold) / (1 - price_threshold));
    return 1 + 2 * price_slope * x * x / (1 + x);
  }
  /// Growth of the power wanted that operators build for [ln/yr].
  double expected_growth(double wanted, double year_ago) const;
  /// What operators order this month [MW]: `ahead` is the growth over the lead time [ln], `most` the limit.
  double orders(double wanted, double ahead, double capacity, double queued, double most) const;

  static void advance(const Stage& stage);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.overhead,
          Field{.name = "power_overhead",
                .unit = "1",
                .lower = 1,
                .upper = 5,
                .prior = Prior::uniform(1.9, 2.6),
                .confidence = Confidence::derived,
                .source = "Epoch AI: 1,450 W of IT power per H100 of 700 W, 840 W per H100e on a GB200 of "
                          "474 W per H100e; cooling and losses 1.1-1.25, judgement",
                .doc = "power at the wall over the power of the chip: server, network, cooling"});
    visit(self.improvement,
          Field{.name = "power_improvement",
                .unit = "ln/yr",
                .lower = 0,
                .upper = 2,
                .prior = Prior::uniform(0.23, 0.31),
                .confidence = Confidence::verified,
                .source = "Clymer: 1.26-1.35x/yr",
                .doc = "fall of the power per H100e of new chips after the last launch of their vendor "
                       "in the catalogue"});
    visit(self.construction,
          Field{.name = "power_growth",
                .unit = "ln/yr",
                .lower = 0,
                .upper = 2,
                .prior = Prior::normal(0.15, 0.55),
                .source = "judgement; IEA: world 415 to 945 TWh in six years",
                .doc = "growth of the capacity by what was under construction at the end of the data"});
    visit(self.lead_factor, Field{.name = "power_lead_factor",
                                  .lower = 0.1,
                                  .upper = 5,
                                  .prior = Prior::lognormal(0.7, 1.5),
                                  .source = "judgement",
                                  .doc = "multiplier of the blocs' lead times"});
    visit(self.headroom, Field{.name = "power_headroom",
                               .lower = 0,
                               .upper = 2,
                               .prior = Prior::uniform(0.05, 0.4),
                               .source = "judgement",
                               .doc = "capacity that operators aim at beyond the power they expect to want"});
    visit(self.growth_limit, Field{.name = "power_growth_limit",
                                   .unit = "ln/yr",
                                   .lower = 0,
                                   .upper = 3,
                                   .prior = Prior::uniform(0.4, 1),
                                   .source = "judgement",
                                   .doc = "largest growth of the power wanted that operators build for"});
    visit(self.price_threshold, Field{.name = "power_price_threshold",
                                      .symbol = "u0",
                                      .lower = 0,
                                      .upper = 0.95,
                                      .prior = Prior::uniform(0.5, 0.85),
                                      .source = "judgement",
                                      .doc = "utilisation from which power gets dearer"});
    visit(self.price_slope,
          Field{.name = "power_price_slope",
                .symbol = "k",
                .lower = 0,
                .upper = 20,
                .prior = Prior::lognormal(0.3, 3),
                .source = "judgement",
                .doc = "rise of the price of power when all capacity is wanted, share of the idle price"});
  }
};

}  // namespace racesim

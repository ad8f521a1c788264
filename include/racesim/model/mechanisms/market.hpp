#pragma once
// Models are sold: buyers choose among released models and what else does the job, labs set prices, serving takes
// compute.
//
//   U = a_q q (ECI - 126) - alpha p ln(price / 10 USD) + home h (same bloc)         own services, and open models at
//   cost logit share = access exp(U) / (exp(U_0) + sum access exp(U)),  share' = iota share + (1 - iota) logit share
//   cost = rent ((1 - e) + e power price) w (F / F_ref)^sigma / B                             [USD per million tokens]
//   price = cost * min(cap, eps / (eps - 1)),  eps = 1 + alpha p (1 - share), p the mean of the segments
//           higher, up to the cap, where compute is short: what is wanted then just fits
//   serving = s_0 + min(demand, (s_max - s_0) K) / K,  demand = spending / price * work / B;  the rest of K is for
//             experiments and training
//   d ln B = own research of its own growth g_B + kappa_B max(0, best ln B - ln B) dt      serving software is open
//
// Shares of spending in a logit of ln price are the demand of a buyer with CES preferences [anderson1992]; the size of
// a model goes with the square root of its training compute [hoffmann2022]. Reads released models, ln A, research,
// compute, access, spending. Writes demand. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Market {
  /// Price at which quality alone decides [USD per million tokens]: sets the scale of the outside good.
  static constexpr double reference_price = 10;

  double quality_weight = 0.12;
  double price_weight = 1.0;
  double home_bias = 0.5;
  double inertia = 0.85;
  double outside_utility = 2.0;
  double markup_cap = 5;
  double serving_work = 6;
  double size_exponent = 0.5;
  double inference_growth = 1.2;
  double inference_catch_up = 1.0;
  double energy_cost_share = 0.08;
  double open_capture = 0.1;
  double own_use = 0.15;
  double serving_limit = 0.65;
  double serving_share = 0.40;
  double growth = 0.9;
  double late_growth = 0.1;
  double decay_time = 3.0;

  /// ln of the growth of spending `years` after the end of the data [ln].
  double log_growth(double years) const;
  /// Price over cost [1] of a service with this share of the spending, where ln price weighs `weight`.
  double markup(double weight, double share) const;
  /// ln of the work per token of a model trained on ln FLOP, at ln B inference efficiency, over that of the reference.
  double log_relative_work(double log_flop, double log_b) const;
  /// Share of the research compute of a lab at the central serving share that is left at this one [1].
  double left(double serving) const { return (1 - serving) / (1 - serving_share); }

  /// The month's services, shares, revenue and serving.
  static void advance(const Stage& stage);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.quality_weight, Field{.name = "quality_weight",
                                     .symbol = "a_q",
                                     .unit = "1/ECI",
                                     .lower = 0,
                                     .upper = 2,
                                     .prior = Prior::uniform(0.05, 0.2),
                                     .source = "judgement",
                                     .doc = "utility of a point of ECI"});
    visit(self.price_weight, Field{.name = "price_weight",
                                   .symbol = "alpha",
                                   .lower = 0.05,
                                   .upper = 10,
                                   .prior = Prior::lognormal(0.5, 2),
                                   .source = "judgement",
                                   .doc = "weight of ln price in utility; elasticity of substitution less 1"});
    visit(self.home_bias, Field{.name = "home_bias",
                                .lower = 0,
                                .upper = 10,
                                .prior = Prior::uniform(0.2, 1.0),
                                .source = "judgement",
                                .doc = "utility of a service of the own bloc"});
    visit(self.inertia, Field{.name = "market_inertia",
                              .symbol = "iota",
                              .lower = 0,
                              .upper = 0.999,
                              .prior = Prior::uniform(0.75, 0.93),
                              .source = "judgement",
                              .doc = "share of the month before in a market share"});
    visit(self.outside_utility, Field{.name = "outside_utility",
                                      .symbol = "U_0",
                                      .lower = -10,
                                      .upper = 20,
                                      .prior = Prior::uniform(1, 3),
                                      .source = "judgement: in 2023-12 models get about a third of the spending",
                                      .doc = "utility of what does the job without a model"});
    visit(self.markup_cap, Field{.name = "markup_cap",
                                 .lower = 1,
                                 .upper = 100,
                                 .prior = Prior::lognormal(3, 10),
                                 .source = "judgement",
                                 .doc = "price over cost at most"});
    visit(self.serving_work,
          Field{.name = "serving_work",
                .symbol = "w",
                .unit = "H100e*h/Mtoken",
                .lower = 0.01,
                .upper = 1e4,
                .prior = Prior::lognormal(2, 15),
                .source = "judgement, unverified: GPT-4 sold at 30 and 60 USD per million tokens in 2023-03",
                .doc = "work of serving a million tokens of the reference model at 2023-03"});
    visit(self.size_exponent, Field{.name = "serving_size_exponent",
                                    .symbol = "sigma",
                                    .lower = 0,
                                    .upper = 1,
                                    .prior = Prior::uniform(0.4, 0.6),
                                    .confidence = Confidence::excerpt,
                                    .source = "Hoffmann et al. 2022, arXiv 2203.15556: size ~ FLOP^0.5",
                                    .doc = "elasticity of serving work in the FLOP of the training run"});
    visit(self.inference_growth,
          Field{.name = "inference_growth",
                .symbol = "g_B",
                .unit = "ln/yr",
                .lower = 0,
                .upper = 10,
                .prior = Prior::uniform(0.6, 2.0),
                .confidence = Confidence::excerpt,
                .source = "AI Index: GPT-3.5 quality from 20 to 0.07 USD per million tokens, 2022-11 to 2024-10, 2.9 "
                          "ln/yr, of which cheaper chips and smaller models are 1.0-1.5 (judgement)",
                .doc = "growth of inference efficiency of the reference lab"});
    visit(self.inference_catch_up, Field{.name = "inference_catch_up",
                                         .symbol = "kappa_B",
                                         .unit = "1/yr",
                                         .lower = 0,
                                         .upper = 20,
                                         .prior = Prior::lognormal(0.4, 2.5),
                                         .source = "judgement: serving software is mostly open",
                                         .doc = "rate at which labs catch up with the best inference efficiency"});
    visit(self.energy_cost_share, Field{.name = "energy_cost_share",
                                        .symbol = "e",
                                        .lower = 0,
                                        .upper = 1,
                                        .prior = Prior::uniform(0.03, 0.15),
                                        .confidence = Confidence::excerpt,
                                        .source = "Cottier et al., arXiv 2405.21015: 2-6 % of the cost of a run",
                                        .doc = "share of energy in the cost of compute at idle capacity"});
    visit(self.open_capture, Field{.name = "open_capture",
                                   .lower = 0,
                                   .upper = 1,
                                   .prior = Prior::uniform(0.0, 0.3),
                                   .source = "judgement",
                                   .doc = "share of the spending on its open models that the maker gets"});
    visit(self.own_use, Field{.name = "own_use",
                              .symbol = "s_0",
                              .lower = 0,
                              .upper = 0.9,
                              .prior = Prior::uniform(0.05, 0.3),
                              .source = "judgement",
                              .doc = "share of compute that serves own products and users who do not pay"});
    visit(self.serving_limit, Field{.name = "serving_limit",
                                    .symbol = "s_max",
                                    .lower = 0,
                                    .upper = 0.95,
                                    .prior = Prior::uniform(0.5, 0.8),
                                    .source = "judgement",
                                    .doc = "share of compute that serves at most"});
    visit(self.serving_share,
          Field{.name = "serving_share",
                .lower = 0,
                .upper = 0.95,
                .prior = Prior::uniform(0.3, 0.5),
                .confidence = Confidence::derived,
                .source = "Epoch AI, OpenAI compute spending 2024: 1.8-2 of 6-7 bn USD, and use within the firm",
                .doc = "share of compute that serves where there is no market, and at which the shares of experiments "
                       "and training are measured"});
    visit(self.growth, Field{.name = "market_growth",
                             .unit = "ln/yr",
                             .lower = -2,
                             .upper = 5,
                             .prior = Prior::normal(0.4, 1.4),
                             .source = "judgement",
                             .doc = "growth of spending when the data end"});
    visit(self.late_growth, Field{.name = "market_late_growth",
                                  .unit = "ln/yr",
                                  .lower = -0.5,
                                  .upper = 1,
                                  .prior = Prior::normal(0.03, 0.2),
                                  .source = "judgement",
                                  .doc = "growth of spending in the long run"});
    visit(self.decay_time, Field{.name = "market_tiring_time",
                                 .unit = "yr",
                                 .lower = 0.25,
                                 .upper = 50,
                                 .prior = Prior::lognormal(1.5, 6),
                                 .source = "judgement",
                                 .doc = "time over which growth of spending falls to its long-run rate"});
  }
};

}  // namespace racesim

#pragma once
// Labs learn from each other along the edges of a directed weighted multigraph, with lags and a capacity to absorb.
//
//   d ln A_i += kappa_c w_ji visible_j absorb_i max(0, ln A_j(t - tau_c) - ln A_i) dt       channel c, edge j -> i
//   absorb = a_min + (1 - a_min) R / (R + R_half)            [Cohen & Levinthal 1990; Griffith, Redding & Van Reenen
//   2004] publication: visible = what the source publishes.  open weights: ln A_j is that of its latest open release.
//   talent: across blocs times exp(-c u_i).  espionage: a Poisson event closes a share of the distance.
// The sum never carries a lab past the best source it sees. To a lab in a paradigm that makes competence obsolete, a
// lab that has not adopted it teaches only what is left: its positive ln A times 1 - phi.
//
// Reads histories of ln A, paradigms adopted, research, scarcity, access between blocs. Writes gains of ln A by
// channel. Draws one uniform per espionage edge and month.
#include "racesim/model/mechanism.hpp"
#include "racesim/model/network.hpp"

namespace racesim {

struct Diffusion {
  double publication_rate = 0.6;
  double publication_lag = 9;
  double open_weights_rate = 1.5;
  double open_weights_lag = 2;
  double talent_rate = 0.15;
  double talent_lag = 3;
  double talent_scarcity_loss = 0.2;
  double espionage_rate = 0.05;
  double espionage_share = 0.5;
  double absorption_floor = 0.3;
  double absorption_half = 0.5;

  /// Share of a distance a lab with research R can take in [1].
  double absorb(double research) const;
  /// Lag of a channel in whole months, at least 1.
  int lag(Channel channel) const;

  static void advance(const Stage& stage, LabRange labs);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.publication_rate, Field{.name = "publication_rate",
                                       .symbol = "kappa_pub",
                                       .unit = "1/yr",
                                       .lower = 0,
                                       .upper = 20,
                                       .prior = Prior::lognormal(0.2, 1.2),
                                       .source = "judgement",
                                       .doc = "rate at which publications close a distance"});
    visit(self.publication_lag, Field{.name = "publication_lag",
                                      .symbol = "tau_pub",
                                      .unit = "month",
                                      .lower = 1,
                                      .upper = 24,
                                      .prior = Prior::uniform(4, 15),
                                      .source = "judgement",
                                      .doc = "lag of publication"});
    visit(self.open_weights_rate, Field{.name = "open_weights_rate",
                                        .symbol = "kappa_ow",
                                        .unit = "1/yr",
                                        .lower = 0,
                                        .upper = 20,
                                        .prior = Prior::lognormal(0.5, 3),
                                        .source = "judgement",
                                        .doc = "rate at which open weights and reports close a distance"});
    visit(self.open_weights_lag, Field{.name = "open_weights_lag",
                                       .symbol = "tau_ow",
                                       .unit = "month",
                                       .lower = 1,
                                       .upper = 24,
                                       .prior = Prior::uniform(1, 4),
                                       .source = "judgement",
                                       .doc = "lag of open weights"});
    visit(self.talent_rate, Field{.name = "talent_rate",
                                  .symbol = "kappa_t",
                                  .unit = "1/yr",
                                  .lower = 0,
                                  .upper = 20,
                                  .prior = Prior::lognormal(0.05, 0.4),
                                  .source = "judgement",
                                  .doc = "rate at which moving people close a distance"});
    visit(self.talent_lag, Field{.name = "talent_lag",
                                 .symbol = "tau_t",
                                 .unit = "month",
                                 .lower = 1,
                                 .upper = 24,
                                 .prior = Prior::uniform(1, 6),
                                 .source = "judgement",
                                 .doc = "lag of talent"});
    visit(self.talent_scarcity_loss, Field{.name = "talent_scarcity_loss",
                                           .symbol = "c",
                                           .unit = "1/ln",
                                           .lower = 0,
                                           .upper = 5,
                                           .prior = Prior::uniform(0, 0.6),
                                           .confidence = Confidence::excerpt,
                                           .source = "World Bank WPS 10950: lost US collaboration",
                                           .doc = "loss of cross-bloc talent per unit of scarcity"});
    visit(self.espionage_rate, Field{.name = "espionage_rate",
                                     .unit = "1/yr",
                                     .lower = 0,
                                     .upper = 5,
                                     .prior = Prior::lognormal(0.01, 0.2),
                                     .source = "judgement",
                                     .doc = "rate of espionage events per unit of edge weight"});
    visit(self.espionage_share, Field{.name = "espionage_share",
                                      .lower = 0,
                                      .upper = 1,
                                      .prior = Prior::uniform(0.2, 0.95),
                                      .source = "judgement",
                                      .doc = "share of the distance an espionage event closes"});
    visit(self.absorption_floor, Field{.name = "absorption_floor",
                                       .symbol = "a_min",
                                       .lower = 0,
                                       .upper = 1,
                                       .prior = Prior::uniform(0.1, 0.5),
                                       .source = "judgement; Cohen & Levinthal 1990",
                                       .doc = "absorption of a lab without research"});
    visit(self.absorption_half, Field{.name = "absorption_half",
                                      .symbol = "R_half",
                                      .lower = 1e-6,
                                      .upper = 1e6,
                                      .prior = Prior::lognormal(0.15, 1.5),
                                      .source = "judgement",
                                      .doc = "research at which half of the rest is absorbed"});
  }
};

}  // namespace racesim

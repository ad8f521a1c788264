#pragma once
// Labs get more out of a FLOP: each lab's own research raises its two efficiency stocks, pre-training and
// post-training.
//
//   C~ = C_exp (F_ref / F_frontier)^eta_fe                       eta_fe 0: raw compute, 1: near-frontier experiments
//   X  = [ s_C (C~/C0)^(zeta rho) + (1 - s_C) (L/L0)^(lambda rho) ]^(1/rho)      rho -> 0 is Cobb-Douglas
//   M  = exp(eps u) * (q where u > u0)                            induced innovation and its loss of quality
//   R  = taste * X * M * noise,   d ln A = r ln(1 + R dt / (Q0 A^(1/r))) * ceiling,   Q0 = r / g0
// Variants (structure.hpp): one stock of both, growing at the sum of both paces; own progress in lumps of a given size
// with the same expectation; people multiplied by automation; safe labs slower.
//
// Sources: Jones 1995; AI Futures Model; Davidson, full takeoff model; Ho et al. 2024 (arXiv 2403.05812); Whitfill & Wu
// 2025 (arXiv 2507.23181). Reads compute, staff, scarcity, largest run. Writes research R and the own and induced gains
// of ln A. Draws one normal per lab and month, and with lumps one uniform per lab, stock and month.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Research {
  double returns = 2.0;
  double rho = -0.14;
  double zeta = 0.56;
  double compute_share = 0.6;
  double lambda = 0.5;
  double pre_growth = 1.1;
  double post_growth = 0.17;
  double near_frontier = 0.0;
  double induced_elasticity = 0.35;
  double quality_discount = 0.85;
  double discount_threshold = 0.1;
  double noise = 0.2;
  double taste_sd = 0.15;
  double reference_experiments = 17000;
  double reference_staff = 790;
  double experiment_share = 0.35;
  double staff_growth = 0.26;
  double lump_size = 0.1;

  /// Effort X relative to the reference lab [1] from ln(C~/C0) and ln(L/L0).
  double effort(double log_compute, double log_staff) const;
  /// Multiplier M of effort under scarcity u [1].
  double induced(double scarcity) const;
  /// Gain of ln A in one month [ln] by research R at ln A, where the reference lab gains `growth` [ln/yr] at ln A = 0.
  double gain(double research, double log_a, double growth) const;
  /// The month's gain where progress comes in lumps [ln]: whole lumps whose expectation is `expected`.
  double lumps(double expected, double luck) const;

  static void advance(const Stage& stage, LabRange labs);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.returns, Field{.name = "research_returns",
                              .symbol = "r",
                              .lower = 0.1,
                              .upper = 10,
                              .prior = Prior::lognormal(1.0, 3.5),
                              .confidence = Confidence::verified,
                              .source = "AI Futures Model 2.40; Davidson full takeoff model 1.25 (0.8-5)",
                              .doc = "returns to cumulative research"});
    visit(self.rho, Field{.name = "research_substitution",
                          .symbol = "rho",
                          .lower = -50,
                          .upper = 0.99,
                          .prior = Prior::uniform(-1.5, 0.5),
                          .confidence = Confidence::verified,
                          .source = "AI Futures Model -0.137; Whitfill & Wu 2507.23181: sigma 2.58 with raw compute, "
                                    "about 0 with frontier experiments",
                          .doc = "CES exponent of compute and staff; elasticity of substitution 1/(1-rho)"});
    visit(self.zeta, Field{.name = "research_compute_exponent",
                           .symbol = "zeta",
                           .lower = 0.01,
                           .upper = 2,
                           .prior = Prior::uniform(0.4, 0.7),
                           .confidence = Confidence::verified,
                           .source = "AI Futures Model 0.562; Davidson 0.4",
                           .doc = "diminishing returns to experiment compute"});
    visit(self.compute_share, Field{.name = "research_compute_share",
                                    .symbol = "s_C",
                                    .lower = 0,
                                    .upper = 1,
                                    .prior = Prior::uniform(0.3, 0.75),
                                    .confidence = Confidence::derived,
                                    .source = "AI Futures Model 0.69; Davidson 0.3",
                                    .doc = "weight of compute in research effort"});
    visit(self.lambda, Field{.name = "research_staff_exponent",
                             .symbol = "lambda",
                             .lower = 0.01,
                             .upper = 2,
                             .prior = Prior::uniform(0.3, 0.8),
                             .confidence = Confidence::verified,
                             .source = "AI Futures Model 0.5; Davidson 0.7",
                             .doc = "diminishing returns to staff"});
    visit(self.pre_growth,
          Field{.name = "pre_training_growth",
                .symbol = "g0_pre",
                .unit = "ln/yr",
                .lower = 0,
                .upper = 10,
                .prior = Prior::uniform(0.6, 1.7),
                .confidence = Confidence::excerpt,
                .source = "Ho et al. 2024, arXiv 2403.05812: compute for a fixed loss halves every 8 months (5-14)",
                .doc = "growth of pre-training efficiency of the reference lab"});
    visit(self.post_growth, Field{.name = "post_training_growth",
                                  .symbol = "g0_post",
                                  .unit = "ln/yr",
                                  .lower = 0,
                                  .upper = 10,
                                  .prior = Prior::uniform(0, 0.35),
                                  .confidence = Confidence::derived,
                                  .source = "derived from Epoch AI, ECI at known compute, before 2024-09",
                                  .doc = "growth of post-training efficiency before any paradigm raises it"});
    visit(self.near_frontier, Field{.name = "near_frontier_experiments",
                                    .symbol = "eta_fe",
                                    .lower = 0,
                                    .upper = 1,
                                    .confidence = Confidence::excerpt,
                                    .source = "Whitfill & Wu 2507.23181: a named variant",
                                    .doc = "0: raw compute counts; 1: experiments must be near the frontier's size"});
    visit(self.induced_elasticity, Field{.name = "induced_innovation_elasticity",
                                         .symbol = "eps",
                                         .lower = -3,
                                         .upper = 3,
                                         .prior = Prior::normal(-0.15, 0.8),
                                         .confidence = Confidence::excerpt,
                                         .source = "two-signed: CEPR DP20690 (R&D +49 %, patents +41 %), World Bank "
                                                   "WPS 10950 (patents -10 %); energy about 0.35",
                                         .doc = "elasticity of research effort in scarcity: the catalyst"});
    visit(self.quality_discount, Field{.name = "quality_discount",
                                       .symbol = "q",
                                       .lower = 0,
                                       .upper = 1,
                                       .prior = Prior::uniform(0.6, 1.0),
                                       .confidence = Confidence::excerpt,
                                       .source = "World Bank WPS 10950: quality-adjusted patents -14.0 %",
                                       .doc = "quality of research under scarcity"});
    visit(self.discount_threshold, Field{.name = "quality_discount_threshold",
                                         .symbol = "u0",
                                         .unit = "ln",
                                         .lower = 0,
                                         .upper = 10,
                                         .prior = Prior::uniform(0.02, 0.3),
                                         .source = "judgement",
                                         .doc = "scarcity above which the quality discount holds"});
    visit(self.noise, Field{.name = "research_noise",
                            .symbol = "sigma_R",
                            .unit = "ln",
                            .lower = 0,
                            .upper = 2,
                            .prior = Prior::uniform(0.1, 0.4),
                            .source = "judgement",
                            .doc = "monthly luck of research, mean 1"});
    visit(self.taste_sd, Field{.name = "taste_spread",
                               .symbol = "sigma_T",
                               .unit = "ln",
                               .lower = 0,
                               .upper = 2,
                               .prior = Prior::uniform(0.05, 0.3),
                               .source = "judgement; people: 99.9th percentile 3.25-3.7x (AI Futures Model)",
                               .doc = "spread of research taste between labs, drawn once a run"});
    visit(self.reference_experiments, Field{.name = "reference_experiments",
                                            .symbol = "C0",
                                            .unit = "H100e",
                                            .lower = 1,
                                            .upper = 1e9,
                                            .confidence = Confidence::derived,
                                            .source = "0.35 of 46k and 54k H100e of OpenAI and Google DeepMind, "
                                                      "geometric mean (lab_paths.csv run through the market)",
                                            .doc = "experiment compute of the frontier labs at 2023-03, where A = 1"});
    visit(
        self.reference_staff,
        Field{.name = "reference_staff",
              .symbol = "L0",
              .unit = "people",
              .lower = 1,
              .upper = 1e9,
              .confidence = Confidence::derived,
              .source = "270 and 2,260 people of OpenAI and Google DeepMind, geometric mean (lab_paths.csv, Epoch AI)",
              .doc = "research staff of the frontier labs at 2023-03"});
    visit(self.experiment_share, Field{.name = "experiment_share",
                                       .lower = 0.001,
                                       .upper = 1,
                                       .prior = Prior::uniform(0.25, 0.45),
                                       .confidence = Confidence::derived,
                                       .source = "Epoch AI, OpenAI compute spending 2024",
                                       .doc = "share of compute that runs experiments"});
    visit(self.staff_growth, Field{.name = "staff_growth",
                                   .unit = "ln/yr",
                                   .lower = -1,
                                   .upper = 2,
                                   .prior = Prior::uniform(0.113, 0.53),
                                   .confidence = Confidence::derived,
                                   .source = "1.3x/yr (1.12-1.7), Epoch AI headcounts and Clymer",
                                   .doc = "growth of staff after the data"});
    visit(self.lump_size, Field{.name = "lump_size",
                                .unit = "ln",
                                .lower = 0.001,
                                .upper = 5,
                                .prior = Prior::loguniform(0.03, 0.3),
                                .source = "judgement; steps of 0-15 % in K+S (Dosi, Fagiolo & Roventini 2010)",
                                .doc = "size of an innovation where they come in lumps"});
  }
};

}  // namespace racesim

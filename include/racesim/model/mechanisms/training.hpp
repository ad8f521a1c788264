#pragma once
// Training runs are projects: they lock chips for months and end in a release.
//
//   a lab without a run starts one with chance 1/pause a month: when it is ready, not when its last model disappoints
//   F = K_train * 989e12 FLOP/s * mfu * seconds,  K_train = training share of K at the start
//   ln E = ln F + ln A_pre + ln A_post + (gamma - 1 + omega) (ln F - ln F_ref);  gamma 1 and F as it is, unless a
//   paradigm says otherwise; E_start = max(E, eta_ow E_open(t - tau))
//   ECI = 126 + s_E (log10 E_start - log10 F_ref) + paradigm + noise, then distillation moves it by delta towards the
//   best teacher that can be reached;  noise = sd (luck - z_0), z_0 the luck that the reference run had itself
//
// Sources: Epoch AI (ECI: GPT-4 = 126 at 2.1e25 FLOP; MFU 0.38; run lengths); Gundlach et al. 2511.21622 (omega).
// Reads compute, ln A, open releases, teachers, paradigms. Writes projects, releases, best models. Draws a
// uniform per lab and month without a run and, for each release, two normals for each month that luck lasts.
#include "racesim/model/mechanism.hpp"
#include "racesim/model/mechanisms/paradigms.hpp"

namespace racesim {

/// The reference run: GPT-4, 2023-03 [Epoch AI, AI models, 2026-01; Epoch Capabilities Index, 2026-05].
inline constexpr double reference_flop = 2.1e25;
inline constexpr double reference_eci = 126.0;
/// ln and log10 of the reference run.
inline constexpr double log_reference_flop = 58.30656466958052;
inline constexpr double log10_reference_flop = 25.32221929473392;

struct Training {
  double share = 0.12;
  double duration = 4;
  double utilisation = 0.35;
  double pause = 1.25;
  double scale_dependence = 0;
  double open_base_share = 0.8;
  double eci_per_magnitude = 9.2;
  double release_noise = 3;
  double reference_residual = 0.6;
  double noise_window = 4;
  double distillation_share = 0.25;
  double distillation_lag = 4;
  double run_price_horizon = 48;

  /// FLOP of a run on `compute` H100e.
  double flop(double compute) const;
  /// ln of effective compute [ln FLOP] under a regime.
  double log_effective(double log_flop, double log_a_pre, double log_a_post, const Regime& regime = {}) const;
  /// ECI of an effective compute [ECI], before paradigm, noise and distillation.
  double eci(double log_effective) const;
  int duration_months() const;
  int noise_window_months() const;
  int distillation_lag_months() const;

  /// Projects begin, go on and end; finished ones become releases.
  static void advance(const Stage& stage, LabRange labs);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.share, Field{.name = "training_share",
                            .lower = 0.001,
                            .upper = 1,
                            .prior = Prior::uniform(0.08, 0.30),
                            .confidence = Confidence::excerpt,
                            .source = "Epoch AI: final run about 10 % of OpenAI's 2024 research compute; 10-30 %",
                            .doc = "share of compute that the training run of the next model takes"});
    visit(self.duration, Field{.name = "training_duration",
                               .symbol = "T",
                               .unit = "month",
                               .lower = 1,
                               .upper = 24,
                               .prior = Prior::uniform(2, 8),
                               .confidence = Confidence::derived,
                               .source = "Epoch AI, AI models: 920 h (120-2,500), and preparation",
                               .doc = "length of a training project"});
    visit(self.utilisation, Field{.name = "utilisation",
                                  .symbol = "mfu",
                                  .lower = 0.01,
                                  .upper = 1,
                                  .prior = Prior::uniform(0.25, 0.45),
                                  .confidence = Confidence::derived,
                                  .source = "Epoch AI, AI models: 0.38 (0.19-0.50), n 25",
                                  .doc = "model FLOP utilisation"});
    visit(self.pause,
          Field{.name = "run_pause",
                .unit = "month",
                .lower = 1,
                .upper = 120,
                .prior = Prior::uniform(1, 2.5),
                .confidence = Confidence::derived,
                .source = "Epoch AI, ECI scores to 2024-12: a lab's records come 4.3 months apart on average, "
                          "median 3.3 (1.9-8.2, n 24), runs included",
                .doc = "mean time from the end of a run to the start of the lab's next"});
    visit(self.scale_dependence, Field{.name = "scale_dependence",
                                       .symbol = "omega",
                                       .lower = -0.5,
                                       .upper = 1,
                                       .confidence = Confidence::excerpt,
                                       .source = "Gundlach et al. 2511.21622; variants 0.1, 0.2",
                                       .doc = "extra efficiency per unit of ln FLOP: progress that needs scale"});
    visit(self.open_base_share, Field{.name = "open_base_share",
                                      .symbol = "eta_ow",
                                      .lower = 0,
                                      .upper = 1,
                                      .prior = Prior::uniform(0.5, 1),
                                      .source = "judgement",
                                      .doc = "share of an open model's effective compute that can be built on"});
    visit(self.eci_per_magnitude, Field{.name = "eci_per_magnitude",
                                        .symbol = "s_E",
                                        .unit = "ECI",
                                        .lower = 0.1,
                                        .upper = 50,
                                        .prior = Prior::uniform(7.4, 11.8),
                                        .confidence = Confidence::derived,
                                        .source = "regression on Epoch AI, ECI scores to 2024-12: 8.5-10.8",
                                        .doc = "ECI per order of magnitude of effective compute"});
    visit(self.release_noise, Field{.name = "release_noise",
                                    .unit = "ECI",
                                    .lower = 0,
                                    .upper = 30,
                                    .prior = Prior::uniform(2, 5),
                                    .confidence = Confidence::derived,
                                    .source = "residual sd 3.7-5.5 of the same regression, less error of the index",
                                    .doc = "luck of a release, standard deviation"});
    visit(self.reference_residual,
          Field{.name = "reference_luck",
                .symbol = "z_0",
                .unit = "sd",
                .lower = -3,
                .upper = 3,
                .prior = Prior::uniform(0, 1.2),
                .confidence = Confidence::derived,
                .source =
                    "the same regression: GPT-4 lies 5.8 ECI above it (5.6-6.7 with other bounds); the share of luck "
                    "in the variance of residuals makes 1.8 of it luck",
                .doc = "luck of the reference run, in standard deviations of release_noise"});
    visit(
        self.noise_window,
        Field{.name = "release_luck_memory",
              .unit = "month",
              .lower = 1,
              .upper = 60,
              .prior = Prior::uniform(2, 9),
              .confidence = Confidence::derived,
              .source = "the same regression: residuals of two models of a lab correlate by 0.32 within three months, "
                        "0.10 between three and six, 0.08 up to a year (n 31, 27, 31)",
              .doc = "months over which the luck of a lab's releases lasts, and its choice to open them"});
    visit(self.distillation_share,
          Field{.name = "distillation_share",
                .symbol = "delta_d",
                .lower = 0,
                .upper = 1,
                .prior = Prior::uniform(0.05, 0.55),
                .source = "judgement",
                .doc = "share of the ECI distance to the best teacher that distillation closes"});
    visit(self.distillation_lag, Field{.name = "distillation_lag",
                                       .unit = "month",
                                       .lower = 1,
                                       .upper = 24,
                                       .prior = Prior::uniform(2, 8),
                                       .source = "judgement",
                                       .doc = "lag of distillation"});
    visit(self.run_price_horizon, Field{.name = "run_price_horizon",
                                        .unit = "month",
                                        .lower = 6,
                                        .upper = 120,
                                        .prior = Prior::uniform(30, 60),
                                        .source = "judgement: chip life 4-6 years",
                                        .doc = "months over which a chip's price is charged to the runs on it"});
  }
};

}  // namespace racesim

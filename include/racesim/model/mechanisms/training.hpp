#pragma once
// Training runs are projects: they lock chips for months and end in a release.
//
//   a lab without a run starts one with chance 1/pause a month: when it is ready, not when its last model disappoints
//   F = K_train * 989e12 FLOP/s * mfu * seconds,  K_train = training share of K at the start
//   ln E = ln F + ln A_pre + ln A_post + (gamma - 1 + omega) (ln F - ln F_ref);  gamma 1 and F as it is, unless a
//   paradigm says otherwise; E_start = max(E, eta_ow E_open(t - tau))
//   ECI = 126 + s_E (log10 E_start - log10 F_ref) + paradigm + noise, then distillation moves it by delta towards the
//   best teacher that can be reached: releases.hpp
//
// Sources: Epoch AI (ECI: GPT-4 = 126 at 2.1e25 FLOP; MFU 0.38; run lengths); Gundlach et al. 2511.21622 (omega).
// Reads compute, ln A, open releases, paradigms. Writes projects and base runs. Draws a uniform per lab and
// month without a run.
#include "racesim/model/mechanism.hpp"
#include "racesim/model/mechanisms/paradigms.hpp"

namespace racesim {

/// The reference run: GPT-4, 2023-03 [Epoch AI, AI models, 2026-01; Epoch Capabilities Index, 2026-05].
inline constexpr double reference_flop = 2.1e25;
inline constexpr double reference_eci = 126.0;
/// ln and log10 of the reference run.
inline constexpr double log_reference_flop = 58.30656466958052;
inline constexpr double log10_reference_flop = 25.32221929473392;

/// A training run under way; months_left 0: none. Without compute: what kept a lab busy before its first one.
struct Project {
  std::int32_t months_left = 0;
  double compute = 0;  ///< H100e locked
};

struct Training {
  struct Params {
    double share = 0.12;
    double duration = 4;
    double utilisation = 0.35;
    double run_pause = 1.25;
    double scale_dependence = 0;
    double open_base_share = 0.8;
    double eci_per_magnitude = 9.2;
    double release_noise = 3;
    double reference_residual = 0.6;
    double release_noise_window = 4;
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

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    Column<Project> project;
    Column<double> base_log_flop, base_log_a_pre, base_floor;
    Column<std::uint8_t> finished;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.project,
            StateField{"project", Axis::lab, "", unset, "training run under way: months left, H100e locked"});
      visit(self.base_log_flop, StateField{"base_log_flop", Axis::lab, "ln FLOP", 0, "latest base run; 0: none"});
      visit(self.base_log_a_pre, StateField{"base_log_a_pre", Axis::lab, "ln", 0, "ln A_pre at its end"});
      visit(self.base_floor,
            StateField{"base_floor", Axis::lab, "ln", 0, "effective FLOP that an open base added to it"});
      visit(self.finished, StateField{"finished", Axis::lab, "1", 0, "1: a run ended this month"});
    }
  };

  /// Labs come to the race somewhere between two runs.
  static void start(const Inputs& inputs, std::uint32_t replicate, State& own);
  /// Projects begin, go on and end.
  static void advance(const Stage& stage, State& own, Range labs);
};

}  // namespace racesim

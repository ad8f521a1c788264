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
  struct Params {
    double returns = 2.0;
    double substitution = -0.14;
    double compute_exponent = 0.56;
    double compute_share = 0.6;
    double staff_exponent = 0.5;
    double pre_training_growth = 1.1;
    double post_training_growth = 0.17;
    double near_frontier_experiments = 0.0;
    double induced_innovation_elasticity = 0.35;
    double quality_discount = 0.85;
    double quality_discount_threshold = 0.1;
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
    /// Gain of ln A in one month [ln] by research R at ln A, where the reference lab gains `growth` [ln/yr] at ln A =
    /// 0.
    double gain(double research, double log_a, double growth) const;
    /// The month's gain where progress comes in lumps [ln]: whole lumps whose expectation is `expected`.
    double lumps(double expected, double draw) const;

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    Column<double> taste, noise, staff, output;
    Column<double> pre, post, induced;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.taste, StateField{"taste", Axis::lab, "1", unset, "research taste, drawn once a run"});
      visit(self.noise, StateField{"noise", Axis::lab, "1", 0, "standard normal of the month"});
      visit(self.staff, StateField{"staff", Axis::lab, "people", unset, "research staff"});
      visit(self.output, StateField{"output", Axis::lab, "1", 0, "research R in units of the reference lab"});
      visit(self.pre, StateField{"pre", Axis::lab, "ln", 0, "own gain of ln A_pre this month"});
      visit(self.post, StateField{"post", Axis::lab, "ln", 0, "own gain of ln A_post this month"});
      visit(self.induced, StateField{"induced", Axis::lab, "ln", 0, "part of both gains that scarcity induced"});
    }
  };

  /// Taste of every lab, people at the start.
  static void start(const Inputs& inputs, std::uint32_t replicate, State& own);
  /// The normals of the month.
  static void draw_noise(const Stage& stage, State& own, Range labs);
  static void advance(const Stage& stage, State& own, Range labs);
};

}  // namespace racesim

#pragma once
// AI does part of AI research (optional: structure.automation). People work on what is left, so that a lab with
// L people achieves what L / (1 - f) would without.
//
//   f = min(f_max, sigmoid(v (ln E - ln E_50)))        E: effective compute of the lab's best model
//   written as odds: f/(1 - f) = f_0/(1 - f_0) exp((ECI - ECI_0) ln 10 / (s_E w)),  w = 1/v
//
// Source: tkwa, ai-takeoff-model, 2026 (form; 1/v 1.5-4.2 ln, f 0.25-0.5 in 2026-01). E_50 is set by the share f_0 at a
// model of ECI_0. Reads best models. Writes nothing of its own: research asks. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Automation {
  struct Params {
    double share = 0.35;
    double reference_eci = 150;
    double width = 2.8;
    double cap = 0.95;

    /// Share of research tasks that a lab with a model of `eci` leaves to it [1]; `eci_per_magnitude` is s_E.
    double automated(double eci, double eci_per_magnitude) const;
    /// ln of the multiple of people that it amounts to [ln].
    static double log_multiple(double automated);

    static std::span<const Parameter<Params>> fields();
  };

  /// Share that a lab automates today; 0 where the module is off.
  static double of_lab(const Stage& stage, int lab);
};

}  // namespace racesim

#pragma once
// Small developers that build on a lab's open weights give improvements back to it.
//
//   d ln A_i += phi_eco absorb_i ln(1 + N_i / N_half) headroom_i dt    while lab i has an open model
//   N_i = sum of research R_k over the developers k that build on i, times the access of their bloc to its weights
// The gain goes to the post-training stock: what strangers improve is what is done to a finished model. Absorption is
// that of diffusion, headroom is what a paradigm's ceiling leaves. Without developers nothing happens.
//
// Sources: judgement; complementary innovation around an open core: West & Gallagher 2006.
// Reads research, open models, access between blocs. Writes the gain of the cause ecosystem
// and its sum over about a year. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Ecosystem {
  struct Params {
    double feedback_rate = 0.03;
    double half_saturation = 10;

    /// Growth of ln A that `size` developers' research gives a lab that absorbs a share of it [ln/yr].
    double feedback(double size, double absorbed) const;

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    Column<double> gain, gained;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.gain, StateField{"gain", Axis::named, "ln", 0, "what developers give back this month"});
      visit(self.gained, StateField{"gained", Axis::named, "ln", 0, "what they gave back in about the last year"});
    }
  };

  /// What developers give back, for a range of named labs.
  static void advance(const Stage& stage, State& own, Range labs);
};

}  // namespace racesim

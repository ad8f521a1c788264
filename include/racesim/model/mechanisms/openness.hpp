#pragma once
// A release is open or closed.
//
//   P(open) = logistic(b0_i + b + b_d (distance to the frontier)/10 ECI + b_r API dependence + b_u u
//                      + b_c (ln A that the ecosystem gave back in a year) + b_a (share of open use) + policy)
//   API dependence = API share of revenue * min(1, revenue / spending); without a market the API share itself
//   a model that leads the race opens once a better one is out, at the latest after a delay
// The last two effects are what opening pays: complementary improvements, and adoption. Their sign is not known.
//
// Asked by releases with the release, the frontier, scarcity, revenue, spending, ecosystem, policy; has no state and
// draws nothing: releases compare the chance with correlated noise.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Openness {
  struct Params {
    double base = -1.5;
    double distance_effect = 1.2;
    double revenue_effect = -1.0;
    double scarcity_effect = 1.0;
    double complement_effect = 0;
    double use_effect = 0;
    double leader_delay = 6;

    /// What moves a lab to open a release.
    struct Motives {
      double propensity = 0;      ///< log-odds
      double distance = 0;        ///< ECI behind the frontier
      double api_dependence = 0;  ///< share of spending that the API earns
      double scarcity = 0;        ///< ln
      double complements = 0;     ///< ln A that the ecosystem gave back in a year
      double open_use = 0;        ///< share of the use of open models that is of the lab's
      double policy = 0;          ///< log-odds
    };
    /// Chance that a release is open [1].
    double chance(const Motives& motives) const;
    /// Share of a lab's spending that its API earns [1].
    static double api_dependence(double api_share, double revenue, double spending);
    int leader_delay_months() const;

    static std::span<const Parameter<Params>> fields();
  };
};

}  // namespace racesim

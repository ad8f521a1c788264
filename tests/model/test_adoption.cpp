#include <algorithm>
#include <cmath>

#include "racesim/core/month.hpp"
#include "racesim/model/mechanisms/adoption.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("month by month the share follows Bass's closed form") {
  const Adoption::Params p{.innovation = 0.02, .imitation = 0.4};
  double share = 0;
  for (int t = 1; t <= 600; ++t) {
    share = p.next(share, month_in_years);
    const double e = std::exp(-(p.innovation + p.imitation) * t / 12.0);
    CHECK(share == Approx((1 - e) / (1 + p.imitation / p.innovation * e)).epsilon(1e-12));
  }
}

TEST_CASE("without imitation adoption is exponential, without innovation logistic, without both it rests") {
  CHECK(Adoption::Params{.innovation = 0.1, .imitation = 0}.next(0.2, 3) ==
        Approx(1 - 0.8 * std::exp(-0.3)).epsilon(1e-14));
  const double logistic = 1 / (1 + 4 * std::exp(-0.4 * 3));
  CHECK(Adoption::Params{.innovation = 0, .imitation = 0.4}.next(0.2, 3) == Approx(logistic).epsilon(1e-14));
  CHECK(Adoption::Params{.innovation = 0, .imitation = 0}.next(0.2, 3) == 0.2);
  CHECK(Adoption::Params{.innovation = 0}.next(0, 3) == 0);
}

TEST_CASE("a share stays within 0 and 1, never falls, and rests when the gate is shut") {
  for (double p : {0.0, 0.03, 1.0}) {
    for (double q : {0.0, 0.4, 5.0}) {
      const Adoption::Params adoption{.innovation = p, .imitation = q};
      for (double share : {0.0, 1e-300, 0.1, 0.7, 1 - 1e-16, 1.0}) {
        CHECK(adoption.next(share, 0) == share);
        for (double years : {1e-9, 0.08, 5.0, 1e5}) {
          const double next = adoption.next(share, years);
          CHECK(next >= share);
          CHECK(next <= 1);
        }
      }
    }
  }
}

TEST_CASE("half of the firms have enough at the need, more with more capability, fewer at a higher price") {
  const Adoption::Params p;
  CHECK(p.capability_gate(130, 130) == 0.5);
  CHECK(p.capability_gate(140, 130) == Approx(1 / (1 + std::exp(-1.5))).epsilon(1e-14));
  CHECK(p.capability_gate(-infinity, 130) == 0);
  CHECK(p.price_gate(p.reference_price) == 0.5);
  CHECK(p.price_gate(0) == 1);
  for (int k = 1; k < 60; ++k) {
    CHECK(p.capability_gate(100 + k, 130) > p.capability_gate(99 + k, 130));
    CHECK(p.price_gate(k + 1) < p.price_gate(k));
  }
}

TEST_CASE("domain data add capability, every e-fold of them as much") {
  const Adoption::Params p{.data_effect = 2, .data_scale = 1};
  CHECK(p.data_gain(0) == 0);
  CHECK(p.data_gain(std::exp(3.0) - 1) == Approx(6).epsilon(1e-14));
}

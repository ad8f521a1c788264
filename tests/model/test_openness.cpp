#include <cmath>

#include "racesim/model/mechanisms/openness.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("the chance of opening is the logistic of the sum of its causes") {
  const Openness::Params p{.base = -1.5, .distance_effect = 1.2, .revenue_effect = -1, .scarcity_effect = 1};
  CHECK(p.chance({.propensity = 1.5}) == 0.5);
  const double odds = 2 - 1.5 + 1.2 * 25 / 10 - 0.4 + 0.3 + 0.25;
  const Openness::Params::Motives motives{
      .propensity = 2, .distance = 25, .api_dependence = 0.4, .scarcity = 0.3, .policy = 0.25};
  CHECK(p.chance(motives) == Approx(1 / (1 + std::exp(-odds))).epsilon(1e-14));
}

TEST_CASE("distance, scarcity, taste and policy open; living off an API closes") {
  const Openness::Params p;
  const Openness::Params::Motives usual{.distance = 5, .api_dependence = 0.5, .scarcity = 0.2};
  const auto with = [&](double Openness::Params::Motives::*motive, double more) {
    Openness::Params::Motives moved = usual;
    moved.*motive += more;
    return p.chance(moved);
  };
  CHECK(with(&Openness::Params::Motives::distance, 1) > p.chance(usual));
  CHECK(with(&Openness::Params::Motives::api_dependence, 0.1) < p.chance(usual));
  CHECK(with(&Openness::Params::Motives::scarcity, 0.1) > p.chance(usual));
  CHECK(with(&Openness::Params::Motives::propensity, 0.1) > p.chance(usual));
  CHECK(with(&Openness::Params::Motives::policy, 0.1) > p.chance(usual));
}

TEST_CASE("what opening pays moves nobody until an effect is given, and then by its logistic") {
  const Openness::Params::Motives paid{.propensity = 1, .complements = 0.2, .open_use = 0.6};
  CHECK(Openness::Params{}.chance(paid) == Openness::Params{}.chance({.propensity = 1}));
  const Openness::Params p{.base = -1.5, .complement_effect = 2, .use_effect = -0.5};
  CHECK(p.chance(paid) == Approx(1 / (1 + std::exp(0.5 - 2 * 0.2 + 0.5 * 0.6))).epsilon(1e-14));
}

TEST_CASE("dependence on an API is what it earns of what is spent, at most its share of revenue") {
  CHECK(Openness::Params::api_dependence(0.6, 50, 200) == Approx(0.15).epsilon(1e-14));
  CHECK(Openness::Params::api_dependence(0.6, 500, 200) == 0.6);
  CHECK(Openness::Params::api_dependence(0.6, 0, 200) == 0.6);  // no market, no news
  CHECK(Openness::Params::api_dependence(0.6, 50, 0) == 0.6);
}

TEST_CASE("a leader waits whole months before it opens") {
  CHECK(Openness::Params{.leader_delay = 0}.leader_delay_months() == 0);
  CHECK(Openness::Params{.leader_delay = 5.5}.leader_delay_months() == 6);
  CHECK(Openness::Params{.leader_delay = 5.4}.leader_delay_months() == 5);
}

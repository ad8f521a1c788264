#include <cmath>

#include "racesim/model/mechanisms/openness.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("the chance of opening is the logistic of the sum of its causes") {
  const Openness p{.base = -1.5, .distance_effect = 1.2, .revenue_effect = -1, .scarcity_effect = 1};
  CHECK(p.chance(1.5, 0, 0, 0, 0) == 0.5);
  const double odds = 2 - 1.5 + 1.2 * 25 / 10 - 0.4 + 0.3 + 0.25;
  CHECK(p.chance(2, 25, 0.4, 0.3, 0.25) == Approx(1 / (1 + std::exp(-odds))).epsilon(1e-14));
}

TEST_CASE("distance, scarcity, taste and policy open; revenue from an API closes") {
  const Openness p;
  const double before = p.chance(0, 5, 0.5, 0.2, 0);
  CHECK(p.chance(0, 6, 0.5, 0.2, 0) > before);
  CHECK(p.chance(0, 5, 0.6, 0.2, 0) < before);
  CHECK(p.chance(0, 5, 0.5, 0.3, 0) > before);
  CHECK(p.chance(0.1, 5, 0.5, 0.2, 0) > before);
  CHECK(p.chance(0, 5, 0.5, 0.2, 0.1) > before);
}

TEST_CASE("a leader waits whole months before it opens") {
  CHECK(Openness{.leader_delay = 0}.leader_delay_months() == 0);
  CHECK(Openness{.leader_delay = 5.5}.leader_delay_months() == 6);
  CHECK(Openness{.leader_delay = 5.4}.leader_delay_months() == 5);
}

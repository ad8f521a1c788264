#include "racesim/model/mechanisms/paradigms.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("who holds more of the old paradigm perceives the new one later") {
  const Paradigms::Params p{.perception = 0.2, .lock_in = 0.5};
  CHECK(p.perception_chance(0) == 0.2);
  CHECK(p.perception_chance(0.5) == Approx(0.15).epsilon(1e-15));
  CHECK(p.perception_chance(1) == Approx(0.1).epsilon(1e-15));
}

TEST_CASE("full lock-in blinds who holds everything") {
  CHECK(Paradigms::Params{.perception = 0.2, .lock_in = 1}.perception_chance(1) == 0);
}

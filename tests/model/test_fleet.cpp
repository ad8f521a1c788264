#include <cmath>

#include "racesim/core/month.hpp"
#include "racesim/model/mechanisms/fleet.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("a month of attrition takes the hazard at the mean age from the chips and adds the new ones at age nought") {
  const Fleet::Params p{.hazard = 0.02, .hazard_ageing = 0.0035, .obsolescence = 0.15};
  const Fleet::Cohort next = p.next({1000, 2}, 100);
  const double survivors = 1000 * (1 - (0.02 + 0.0035 * 2 + 0.15) / 12);
  CHECK(next.count == Approx(survivors + 100).epsilon(1e-14));
  CHECK(next.age == Approx((2 + 1.0 / 12) * survivors / (survivors + 100)).epsilon(1e-14));
}

TEST_CASE("without hazards chips stay and only grow older") {
  const Fleet::Params p{.hazard = 0, .hazard_ageing = 0, .obsolescence = 0};
  const Fleet::Cohort next = p.next({1000, 2}, 0);
  CHECK(next.count == 1000);
  CHECK(next.age == Approx(2 + 1.0 / 12).epsilon(1e-15));
}

TEST_CASE("an empty class stays empty and a hazard above one a month leaves nothing, not less than nothing") {
  CHECK(Fleet::Params{}.next({0, 0}, 0).count == 0);
  CHECK(Fleet::Params{}.next({0, 0}, 0).age == 0);
  const Fleet::Params worn{.hazard = 1, .hazard_ageing = 1, .obsolescence = 2};
  CHECK(worn.next({1000, 100}, 0).count == 0);
  CHECK(worn.next({1000, 100}, 5).age == 0);
}

TEST_CASE("constant arrivals lead to the steady state of a linear hazard") {
  const Fleet::Params p;
  Fleet::Cohort chips;
  for (int month = 0; month < 6000; ++month) chips = p.next(chips, 100);
  // In the steady state age * rate = 1 - rate dt and count * rate dt = arrivals, with rate = constant + h1 * age.
  const double constant = p.hazard + p.obsolescence;
  const double b = constant + p.hazard_ageing * month_in_years;
  const double c = constant * month_in_years - 1;
  const double age = (-b + std::sqrt(b * b - 4 * p.hazard_ageing * c)) / (2 * p.hazard_ageing);
  const double rate = constant + p.hazard_ageing * age;
  CHECK(chips.age == Approx(age).epsilon(1e-10));
  CHECK(chips.count == Approx(100 / (rate * month_in_years)).epsilon(1e-10));
  // In continuous time age = 1 / rate; a month is short against five years.
  CHECK(chips.age == Approx(1 / rate).epsilon(0.02));
}

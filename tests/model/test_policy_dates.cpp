#include <cmath>

#include "racesim/model/policies.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("a policy without a ramp is in full force from its month to the one before its end") {
  PolicyDates p;
  p.at = Month::of(2022, 10);
  p.until = Month::of(2023, 11);
  CHECK(p.strength(Month::of(2022, 9)) == 0);
  CHECK(p.strength(Month::of(2022, 10)) == 1);
  CHECK(p.strength(Month::of(2023, 10)) == 1);
  CHECK(p.strength(Month::of(2023, 11)) == 0);
  CHECK(p.strength(Month::of(2030, 1)) == 0);
}

TEST_CASE("a policy without an end holds for ever, and an announcement is no force") {
  PolicyDates p;
  p.announced = Month::of(2022, 1);
  p.at = Month::of(2022, 10);
  CHECK(p.strength(Month::of(2022, 5)) == 0);
  CHECK(p.strength(Month::of(2122, 5)) == 1);
}

TEST_CASE("a ramp grows by equal steps and is full in its last month") {
  PolicyDates p;
  p.at = Month::of(2024, 11);
  p.ramp = 4;
  CHECK(p.strength(Month::of(2024, 10)) == 0);
  CHECK(p.strength(Month::of(2024, 11)) == 0.25);
  CHECK(p.strength(Month::of(2024, 12)) == 0.5);
  CHECK(p.strength(Month::of(2025, 2)) == 1);
  CHECK(p.strength(Month::of(2025, 9)) == 1);
}

TEST_CASE("a policy that lasts ends so many months after it came, whenever that was") {
  PolicyDates p;
  p.at = Month::of(2024, 1);
  p.lasts = 3;
  CHECK(p.strength(Month::of(2024, 3)) == 1);
  CHECK(p.strength(Month::of(2024, 4)) == 0);
  p.drawn = Month::of(2025, 5);
  CHECK(p.strength(Month::of(2024, 1)) == 0);
  CHECK(p.strength(Month::of(2025, 5)) == 1);
  CHECK(p.strength(Month::of(2025, 7)) == 1);
  CHECK(p.strength(Month::of(2025, 8)) == 0);
  p.drawn = PolicyDates::never;
  CHECK(p.strength(Month::of(2030, 1)) == 0);
}

TEST_CASE("a probability over a window is a monthly chance that adds up to it, a hazard a rate") {
  PolicyDates p;
  p.at = Month::of(2025, 1);
  CHECK_FALSE(p.uncertain());
  CHECK(p.chance(Month::of(2025, 1)) == 1);
  p.probability = 0.4;
  CHECK(p.uncertain());
  CHECK(p.chance(Month::of(2025, 1)) == 0.4);
  CHECK(p.chance(Month::of(2025, 2)) == 0);
  p.latest = Month::of(2025, 12);
  CHECK(p.chance(Month::of(2024, 12)) == 0);
  CHECK(p.chance(Month::of(2026, 1)) == 0);
  double not_yet = 1;
  for (int m = 1; m <= 12; ++m) {
    CHECK(p.chance(Month::of(2025, m)) == Approx(1 - std::pow(0.6, 1.0 / 12)).epsilon(1e-14));
    not_yet *= 1 - p.chance(Month::of(2025, m));
  }
  CHECK(1 - not_yet == Approx(0.4).epsilon(1e-14));
  p.probability = 0;
  CHECK(p.chance(Month::of(2025, 6)) == 0);
  p.probability = 1;
  CHECK(p.chance(Month::of(2025, 6)) == 1);
  p.hazard = 0.3;
  CHECK(p.chance(Month::of(2025, 6)) == Approx(1 - std::exp(-0.3 / 12)).epsilon(1e-14));
  p.hazard = 0;
  CHECK(p.chance(Month::of(2025, 6)) == 0);
}

TEST_CASE("dates and type name are those of the instrument inside") {
  PowerCap cap;
  cap.name = "cap";
  cap.at = Month::of(2025, 1);
  const Policy policy = cap;
  CHECK(dates(policy).name == "cap");
  CHECK(type_name(policy) == "power_cap");
}

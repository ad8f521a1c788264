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

TEST_CASE("dates and type name are those of the instrument inside") {
  PowerCap cap;
  cap.name = "cap";
  cap.at = Month::of(2025, 1);
  const Policy policy = cap;
  CHECK(dates(policy).name == "cap");
  CHECK(type_name(policy) == "power_cap");
}

#include "racesim/core/month.hpp"

#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("a month is read from YYYY-MM and written back the same") {
  for (const char* text : {"2022-01", "2022-12", "1970-06", "0001-01", "9999-12"}) {
    REQUIRE(parse_month(text));
    CHECK(to_string(*parse_month(text)) == text);
  }
}

TEST_CASE("anything but YYYY-MM is no month") {
  for (const char* text : {"", "2022", "2022-1", "2022-13", "2022-00", "2022/01", "22-01", "2022-01-01", " 2022-01",
                           "-022-01", "2022--1", "2022-+1", "abcd-ef", "20220-1"}) {
    INFO(text);
    CHECK_FALSE(parse_month(text));
  }
}

TEST_CASE("months count and compare across the turn of a year") {
  const Month december = Month::of(2022, 12);
  CHECK(december + 1 == Month::of(2023, 1));
  CHECK(Month::of(2023, 1) - 1 == december);
  CHECK(Month::of(2030, 12) - Month::of(2022, 1) == 107);
  CHECK(december < Month::of(2023, 1));
  CHECK(december.year() == 2022);
  CHECK(december.month() == 12);
}

TEST_CASE("days are counted from 1970 with leap years") {
  CHECK(days_since_epoch(Month::of(1970, 1)) == 0);
  CHECK(days_since_epoch(Month::of(2000, 3)) == 11017);  // 29 February 2000 was a day
  CHECK(days_since_epoch(Month::of(2022, 1)) == 18993);
  CHECK(days_since_epoch(Month::of(1969, 12)) == -31);
}

#include "racesim/core/series.hpp"

#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("a series is level outside its points, exact on them and grows at a constant rate between") {
  const Series series{{{Month::of(2022, 1), 100}, {Month::of(2023, 1), 400}, {Month::of(2023, 3), 400}}};
  CHECK(series.at(Month::of(2020, 5)) == 100);
  CHECK(series.at(Month::of(2022, 1)) == 100);
  CHECK(series.at(Month::of(2022, 7)) == Approx(200).epsilon(1e-14));
  CHECK(series.at(Month::of(2023, 1)) == 400);
  CHECK(series.at(Month::of(2023, 2)) == 400);
  CHECK(series.at(Month::of(2040, 1)) == 400);
}

TEST_CASE("points that are not positive are joined by straight lines") {
  const Series series{{{Month::of(2022, 1), 0}, {Month::of(2022, 5), 8}, {Month::of(2022, 7), -4}}};
  CHECK(series.at(Month::of(2022, 2)) == 2);
  CHECK(series.at(Month::of(2022, 6)) == 2);
}

TEST_CASE("an empty series is nought") { CHECK(Series{}.at(Month::of(2022, 1)) == 0); }

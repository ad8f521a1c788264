#include <cmath>

#include "racesim/model/mechanisms/scarcity.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("scarcity moves towards the shortfall by one part in its memory each month") {
  const Scarcity::Params p{.time_constant = 9};
  CHECK(p.next(0, 0.9) == Approx(0.1).epsilon(1e-15));
  double u = 0;
  for (int month = 0; month < 18; ++month) u = p.next(u, 1);
  CHECK(u == Approx(1 - std::pow(8.0 / 9, 18)).epsilon(1e-13));
}

TEST_CASE("without a shortfall there is no scarcity, and with plenty it fades like without a shortfall") {
  const Scarcity::Params p{.time_constant = 9};
  CHECK(p.next(0, 0) == 0);
  CHECK(p.next(0, -2) == 0);
  CHECK(p.next(0.9, -2) == p.next(0.9, 0));
  CHECK(p.next(0.9, 0) == Approx(0.8).epsilon(1e-15));
}

TEST_CASE("a memory of one month is no memory") { CHECK(Scarcity::Params{.time_constant = 1}.next(0.3, 0.7) == 0.7); }

#include <cmath>

#include "racesim/model/mechanisms/domestic_line.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("yield is as measured until more has been made than while it was measured") {
  CHECK(DomesticLine::learnt_yield(0.2, 0.6, 0.3, 1000, 1000) == 0.2);
  CHECK(DomesticLine::learnt_yield(0.2, 0.6, 0.3, 10, 1000) == 0.2);
  CHECK(DomesticLine::learnt_yield(0.2, 0.6, 0.3, 1000, 0) == 0.2);
}

TEST_CASE("the distance to the ceiling falls by the learning exponent with all that was made") {
  const double yield = DomesticLine::learnt_yield(0.2, 0.6, 0.3, 8000, 1000);
  CHECK(yield == Approx(0.6 - 0.4 * std::pow(8.0, -0.3)).epsilon(1e-14));
  CHECK(DomesticLine::learnt_yield(0.2, 0.6, 0.3, 1e30, 1000) == Approx(0.6).epsilon(1e-6));
  CHECK(DomesticLine::learnt_yield(0.2, 0.6, 0, 1e30, 1000) == Approx(0.2).epsilon(1e-15));
}

TEST_CASE("a measured yield above the ceiling stays and is not unlearnt") {
  CHECK(DomesticLine::learnt_yield(0.7, 0.6, 0.3, 1e9, 1000) == 0.7);
}

#include <cmath>

#include "racesim/model/mechanisms/capital.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("budget growth is the integral of a rate that falls from its first to its long-run value") {
  const Capital p{.growth = 0.5, .late_growth = 0.05, .tiring_time = 4};
  CHECK(p.log_growth(0) == 0);
  const double step = 1e-6;
  for (double years : {0.0, 1.0, 4.0, 20.0}) {
    const double rate = (p.log_growth(years + step) - p.log_growth(years)) / step;
    CHECK(rate == Approx(0.05 + 0.45 * std::exp(-years / 4)).epsilon(1e-5));
  }
  CHECK(p.log_growth(1000) - p.log_growth(999) == Approx(0.05).epsilon(1e-9));
}

TEST_CASE("equal first and long-run rates make growth constant") {
  const Capital p{.growth = 0.3, .late_growth = 0.3};
  CHECK(p.log_growth(7) == Approx(2.1).epsilon(1e-14));
}

TEST_CASE("money left over fades and debt stays whole") {
  const Capital p{.carry_over = 0.7};
  CHECK(p.carried(100, 40) == Approx(42).epsilon(1e-15));
  CHECK(p.carried(100, 100) == 0);
  CHECK(p.carried(100, 130) == -30);
}

#include <cmath>

#include "racesim/model/mechanisms/capital.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("budget growth is the integral of a rate that falls from its first to its long-run value") {
  const Capital::Params p{.budget_growth = 0.5, .budget_late_growth = 0.05, .budget_decay_time = 4};
  CHECK(p.log_growth(0) == 0);
  const double step = 1e-6;
  for (double years : {0.0, 1.0, 4.0, 20.0}) {
    const double rate = (p.log_growth(years + step) - p.log_growth(years)) / step;
    CHECK(rate == Approx(0.05 + 0.45 * std::exp(-years / 4)).epsilon(1e-5));
  }
  CHECK(p.log_growth(1000) - p.log_growth(999) == Approx(0.05).epsilon(1e-9));
}

TEST_CASE("equal first and long-run rates make growth constant") {
  const Capital::Params p{.budget_growth = 0.3, .budget_late_growth = 0.3};
  CHECK(p.log_growth(7) == Approx(2.1).epsilon(1e-14));
}

TEST_CASE("money left over fades and debt stays whole") {
  const Capital::Params p{.carry_over = 0.7};
  CHECK(p.carried(100, 40) == Approx(42).epsilon(1e-15));
  CHECK(p.carried(100, 100) == 0);
  CHECK(p.carried(100, 130) == -30);
}

TEST_CASE(
    "money above what can be absorbed for nothing buys chips and pays for growing fast: m = y + chi/2 B (y/B - 1)^2") {
  for (double chi : {0.3, 1.0, 3.0}) {
    const Capital::Params p{.adjustment_cost = chi};
    CHECK(p.affordable(80, 100) == 80);
    CHECK(p.affordable(100, 100) == 100);
    for (double money : {100.001, 150.0, 500.0, 1e6}) {
      const double y = p.affordable(money, 100), x = y / 100 - 1;
      CHECK(y > 100);
      CHECK(y + chi / 2 * 100 * x * x == Approx(money).epsilon(1e-12));
    }
  }
  CHECK(Capital::Params{.adjustment_cost = 0}.affordable(500, 100) == 500);
  CHECK(Capital::Params{}.affordable(500, 0) == 500);  // nothing to compare with
}

TEST_CASE("a budget that grows at the free rate costs nothing extra, one that grows faster does") {
  const Capital::Params p{.expectation_time_constant = 6, .free_growth = 1.1};
  for (double rate : {0.5, 1.1, 1.5}) {
    double budget = 1, usual = 1;
    for (int t = 0; t < 300; ++t) {
      budget *= std::exp(rate / 12);
      if (t > 200) CHECK((budget > p.free_budget(usual) * (1 + 1e-9)) == (rate > 1.2));
      usual += (budget - usual) / p.expectation_time_constant;
    }
  }
}

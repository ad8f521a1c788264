#include <cmath>

#include "racesim/model/mechanisms/power.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("power costs what idle capacity costs up to the threshold, and k more when all of it is wanted") {
  const Power::Params p{.price_threshold = 0.6, .price_slope = 1.5};
  CHECK(p.price(0) == 1);
  CHECK(p.price(0.6) == 1);
  CHECK(p.price(1) == Approx(2.5).epsilon(1e-14));
}

TEST_CASE("the price of power rises ever faster, and towards a straight line when far more is wanted than there is") {
  const Power::Params p;
  double last = p.price(p.price_threshold), last_step = 0;
  for (int k = 1; k <= 400; ++k) {
    const double price = p.price(p.price_threshold + 0.01 * k);
    CHECK(price > last);
    CHECK(price - last > last_step);
    last_step = price - last;
    last = price;
  }
  const double slope = 2 * p.price_slope / (1 - p.price_threshold);
  CHECK(p.price(1000) - p.price(999) == Approx(slope).epsilon(1e-5));
}

TEST_CASE("operators expect last year's growth, no fall, and no more than their limit") {
  const Power::Params p{.growth_limit = 0.5};
  CHECK(p.expected_growth(130, 100) == Approx(std::log(1.3)).epsilon(1e-14));
  CHECK(p.expected_growth(90, 100) == 0);
  CHECK(p.expected_growth(300, 100) == 0.5);
  CHECK(p.expected_growth(100, 0) == 0);
}

TEST_CASE(
    "operators order what will be missing when it comes, nothing while enough is there, and no more than they can") {
  const Power::Params p{.headroom = 0.2};
  CHECK(p.orders(100, 0, 70, 20, 1e9) == Approx(30).epsilon(1e-14));
  CHECK(p.orders(100, std::log(2.0), 70, 20, 1e9) == Approx(150).epsilon(1e-14));
  CHECK(p.orders(100, 0, 200, 0, 1e9) == 0);
  CHECK(p.orders(100, 0, 70, 20, 5) == 5);
}

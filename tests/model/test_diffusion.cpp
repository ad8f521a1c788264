#include "racesim/model/mechanisms/diffusion.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("absorption starts at its floor, is half of the rest at R_half and never exceeds one") {
  const Diffusion::Params p{.absorption_floor = 0.3, .absorption_half_saturation = 0.5};
  CHECK(p.absorb(0) == 0.3);
  CHECK(p.absorb(0.5) == Approx(0.65).epsilon(1e-15));
  CHECK(p.absorb(1e12) == Approx(1).epsilon(1e-11));
  CHECK(p.absorb(1e12) <= 1);
  CHECK(p.absorb(2) > p.absorb(1));
}

TEST_CASE("lags are whole months, at least one; espionage is fresh") {
  const Diffusion::Params p{.publication_lag = 8.5, .open_weights_lag = 0.2, .talent_lag = 3.4};
  CHECK(p.lag(Channel::publication) == 9);
  CHECK(p.lag(Channel::open_weights) == 1);
  CHECK(p.lag(Channel::talent) == 3);
  CHECK(p.lag(Channel::espionage) == 1);
}

#include <cmath>

#include "racesim/model/mechanisms/training.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("the reference run has the reference index, exactly, whatever its slope") {
  CHECK(log_reference_flop == Approx(std::log(reference_flop)).epsilon(1e-15));
  CHECK(log10_reference_flop == Approx(std::log10(reference_flop)).epsilon(1e-15));
  for (double slope : {7.4, 9.2, 11.8}) {
    for (double omega : {0.0, 0.2}) {
      const Training::Params p{.scale_dependence = omega, .eci_per_magnitude = slope};
      CHECK(p.eci(p.log_effective(log_reference_flop, 0, 0)) == 126.0);
    }
  }
}

TEST_CASE("ten times the effective compute gives one slope of the index, from whatever cause") {
  const Training::Params p{.eci_per_magnitude = 9.2};
  const double tenfold = std::log(10.0);
  CHECK(p.eci(p.log_effective(log_reference_flop + tenfold, 0, 0)) == Approx(135.2).epsilon(1e-13));
  CHECK(p.eci(p.log_effective(log_reference_flop, tenfold, 0)) == Approx(135.2).epsilon(1e-13));
  CHECK(p.eci(p.log_effective(log_reference_flop, 0, tenfold)) == Approx(135.2).epsilon(1e-13));
}

TEST_CASE("scale dependence rewards runs above the reference and punishes those below") {
  const Training::Params p{.scale_dependence = 0.1};
  CHECK(p.log_effective(log_reference_flop + 2, 0, 0) == Approx(log_reference_flop + 2.2).epsilon(1e-15));
  CHECK(p.log_effective(log_reference_flop - 2, 0, 0) == Approx(log_reference_flop - 2.2).epsilon(1e-15));
}

TEST_CASE("a run's FLOP are chips times peak times utilisation times seconds") {
  const Training::Params p{.duration = 3, .utilisation = 0.4};
  const double seconds = 3 * 365.25 * 86400 / 12;
  CHECK(p.flop(1000) == Approx(1000 * 989e12 * 0.4 * seconds).epsilon(1e-15));
  CHECK(p.flop(0) == 0);
}

TEST_CASE("projects and distillation take whole months, at least one") {
  CHECK(Training::Params{.duration = 4.5}.duration_months() == 5);
  CHECK(Training::Params{.duration = 0.1}.duration_months() == 1);
  CHECK(Training::Params{.distillation_lag = 2.4}.distillation_lag_months() == 2);
  CHECK(Training::Params{.distillation_lag = 0.1}.distillation_lag_months() == 1);
}

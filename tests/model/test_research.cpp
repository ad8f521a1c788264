#include <algorithm>
#include <cmath>

#include "racesim/model/mechanisms/research.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

/// The CES function as the equation says it, in long double.
double effort_by_definition(const Research::Params& p, double log_c, double log_l) {
  const long double c = std::exp(static_cast<long double>(p.compute_exponent * p.substitution) * log_c);
  const long double l = std::exp(static_cast<long double>(p.staff_exponent * p.substitution) * log_l);
  return static_cast<double>(std::pow(p.compute_share * c + (1 - p.compute_share) * l, 1.0L / p.substitution));
}

Research::Params with_rho(double rho) {
  Research::Params p;
  p.substitution = rho;
  return p;
}

}  // namespace

TEST_CASE("the reference lab makes an effort of one whatever the elasticity of substitution") {
  for (double rho : {-50.0, -0.14, 0.0, 0.5, 0.99}) CHECK(with_rho(rho).effort(0, 0) == Approx(1).epsilon(1e-14));
}

TEST_CASE("effort is the CES function of compute and staff") {
  for (double rho : {-30.0, -3.0, -1.0, -0.14, -0.01, 0.01, 0.3, 0.6, 0.99}) {
    for (double log_c : {-6.0, -0.5, 0.0, 0.5, 4.0, 12.0}) {
      for (double log_l : {-4.0, 0.0, 1.0, 3.0}) {
        const Research::Params p = with_rho(rho);
        INFO("rho " << rho << ", ln C " << log_c << ", ln L " << log_l);
        CHECK(p.effort(log_c, log_l) == Approx(effort_by_definition(p, log_c, log_l)).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("Cobb-Douglas is the limit of substitution towards nought, approached without a jump") {
  for (double log_c : {-5.0, 0.3, 9.0}) {
    for (double log_l : {-2.0, 1.0, 3.0}) {
      const Research::Params p = with_rho(0);
      const double a = p.compute_exponent * log_c, b = p.staff_exponent * log_l, s = p.compute_share;
      const double limit = s * a + (1 - s) * b;
      CHECK(std::log(p.effort(log_c, log_l)) == Approx(limit).margin(1e-14));
      // The next term of the expansion in rho is rho s (1 - s) (a - b)^2 / 2.
      for (double rho : {1e-4, -1e-4, 1e-8, -1e-8, 1e-14, -1e-14}) {
        const double expected = limit + rho * s * (1 - s) * (a - b) * (a - b) / 2;
        INFO("rho " << rho);
        CHECK(std::log(with_rho(rho).effort(log_c, log_l)) ==
              Approx(expected).margin(2e-7 * std::fabs(rho / 1e-4) + 1e-13));
      }
    }
  }
}

TEST_CASE("perfect substitutes add up and perfect complements leave the scarcer input") {
  const Research::Params sum = with_rho(1);
  CHECK(sum.effort(2, -1) == Approx(0.6 * std::exp(0.56 * 2) + 0.4 * std::exp(-0.5)).epsilon(1e-13));
  const Research::Params least = with_rho(-1e5);
  CHECK(least.effort(2, -1) == Approx(std::exp(-0.5)).epsilon(1e-4));
  CHECK(least.effort(-3, 4) == Approx(std::exp(0.56 * -3)).epsilon(1e-4));
}

TEST_CASE("effort is homogeneous in the powers of compute and staff") {
  for (double rho : {-50.0, -1.5, -0.14, 0.0, 0.5}) {
    const Research::Params p = with_rho(rho);
    const double scaled = p.effort(1.3 + 2 / p.compute_exponent, -0.4 + 2 / p.staff_exponent);
    CHECK(std::log(scaled) == Approx(std::log(p.effort(1.3, -0.4)) + 2).epsilon(1e-13));
  }
}

TEST_CASE("more compute and more staff never make less effort") {
  for (double rho : {-50.0, -2.0, -1e-3, 0.0, 1e-3, 0.9}) {
    const Research::Params p = with_rho(rho);
    for (double log_c = -8; log_c < 12; log_c += 0.37) {
      INFO("rho " << rho << ", ln C " << log_c);
      CHECK(p.effort(log_c + 0.01, 0.5) >= p.effort(log_c, 0.5) * (1 - 1e-15));
      CHECK(p.effort(0.5, log_c + 0.01) >= p.effort(0.5, log_c) * (1 - 1e-15));
    }
  }
}

TEST_CASE("scarcity multiplies effort by its elasticity, and above a threshold takes quality") {
  Research::Params p{
      .induced_innovation_elasticity = 0.35, .quality_discount = 0.85, .quality_discount_threshold = 0.1};
  CHECK(p.induced(0) == 1);
  CHECK(p.induced(0.1) == Approx(std::exp(0.035)).epsilon(1e-14));
  CHECK(p.induced(0.2) == Approx(0.85 * std::exp(0.07)).epsilon(1e-14));
  p.induced_innovation_elasticity = 0;
  CHECK(p.induced(0.05) == 1);
}

TEST_CASE("research at a constant rate raises efficiency by the power law of cumulative research, exactly") {
  const Research::Params p{.returns = 2.4};
  double log_a = 0;
  for (int month = 1; month <= 240; ++month) {
    log_a += p.gain(1.7, log_a, 1.1);
    const double cumulative = 1 + 1.7 * (month / 12.0) * 1.1 / p.returns;
    CHECK(log_a == Approx(p.returns * std::log(cumulative)).epsilon(1e-12));
  }
}

TEST_CASE("the reference lab starts at its growth rate") {
  const Research::Params p;
  CHECK(p.gain(1, 0, 1e-6) * 12 == Approx(1e-6).epsilon(1e-6));
  CHECK(p.gain(0, 3, 1.1) == 0);
  CHECK(p.gain(1, 3, 0) == 0);
}

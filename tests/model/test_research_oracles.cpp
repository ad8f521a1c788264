// What the equations of research imply in the long run, on inputs that grow at constant rates and without diffusion.
#include <cmath>

#include "racesim/core/month.hpp"
#include "racesim/model/mechanisms/research.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

constexpr double compute_growth = 0.8;  // ln/yr
constexpr double staff_growth = 0.3;    // ln/yr

/// ln A after some years with compute lower by `cut` [ln] throughout and felt as scarcity.
double log_a_after(const Research::Params& p, double years, double cut = 0) {
  double log_a = 0;
  for (int month = 0; month < std::lround(years * 12); ++month) {
    const double t = month * month_in_years;
    const double research = p.effort(compute_growth * t - cut, staff_growth * t) * p.induced(cut);
    log_a += p.gain(research, log_a, p.pre_training_growth);
  }
  return log_a;
}

Research::Params cobb_douglas() {
  Research::Params p;
  p.substitution = 0;
  p.quality_discount = 1;
  return p;
}

/// Long-run change of effective compute by a cut of log compute [ln].
double change_of_effective_compute(const Research::Params& p, double cut, double years) {
  return log_a_after(p, years, cut) - log_a_after(p, years) - cut;
}

}  // namespace

TEST_CASE("efficiency grows at the returns times the weighted growth of the inputs") {
  for (double returns : {0.8, 2.0, 3.5}) {
    Research::Params p = cobb_douglas();
    p.returns = returns;
    const double growth = p.returns * (p.compute_exponent * p.compute_share * compute_growth +
                                       p.staff_exponent * (1 - p.compute_share) * staff_growth);
    CHECK(log_a_after(p, 101) - log_a_after(p, 100) == Approx(growth).epsilon(1e-9));
  }
}

TEST_CASE("near Cobb-Douglas is near its growth") {
  Research::Params p = cobb_douglas();
  const double limit = log_a_after(p, 101) - log_a_after(p, 100);
  p.substitution = 1e-7;
  CHECK(log_a_after(p, 101) - log_a_after(p, 100) == Approx(limit).epsilon(1e-5));
}

TEST_CASE("a permanent cut of compute changes effective compute in the long run as the catalyst threshold says") {
  for (double eps : {-0.15, 0.0, 0.35, 0.9, 1.5}) {
    for (double cut : {0.2, 1.0}) {
      Research::Params p = cobb_douglas();
      p.induced_innovation_elasticity = eps;
      const double expected = cut * (p.returns * (eps - p.compute_exponent * p.compute_share) - 1);
      INFO("eps " << eps << ", cut " << cut);
      CHECK(change_of_effective_compute(p, cut, 100) == Approx(expected).epsilon(1e-9));
    }
  }
}

TEST_CASE("a cut is made good in the end above the break-even elasticity, and never below it") {
  Research::Params p = cobb_douglas();
  const double break_even = 1 / p.returns + p.compute_exponent * p.compute_share;
  p.induced_innovation_elasticity = break_even;
  CHECK(change_of_effective_compute(p, 0.7, 100) == Approx(0).margin(1e-9));
  p.induced_innovation_elasticity = break_even + 0.01;
  CHECK(change_of_effective_compute(p, 0.7, 100) > 0);
  p.induced_innovation_elasticity = break_even - 0.01;
  CHECK(change_of_effective_compute(p, 0.7, 100) < 0);
}

TEST_CASE("efficiency alone rises by a cut if the elasticity exceeds the weight of compute") {
  Research::Params p = cobb_douglas();
  const double weight = p.compute_exponent * p.compute_share;
  p.induced_innovation_elasticity = weight + 0.01;
  CHECK(log_a_after(p, 100, 0.7) > log_a_after(p, 100));
  p.induced_innovation_elasticity = weight - 0.01;
  CHECK(log_a_after(p, 100, 0.7) < log_a_after(p, 100));
}

TEST_CASE("the short run of a cut is always a loss, even far above break-even") {
  Research::Params p = cobb_douglas();
  for (double eps : {0.0, 0.35, 0.84, 3.0}) {
    p.induced_innovation_elasticity = eps;
    CHECK(change_of_effective_compute(p, 0.7, 1.0 / 12) < 0);
  }
}

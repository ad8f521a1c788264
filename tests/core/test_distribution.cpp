#include "racesim/core/distribution.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace racesim;

namespace {

std::vector<Distribution> one_of_each_kind() {
  return {Distribution::fixed(3),
          Distribution::normal(1, 2),
          Distribution::lognormal(5, 0.7),
          Distribution::uniform(-1, 4),
          Distribution::loguniform(0.1, 100),
          Distribution::triangular(0, 1, 5),
          Distribution::beta(2, 3, -1, 1),
          Distribution::discrete({3, 1, 2}, {1, 2, 1}),
          Distribution::empirical({5, 1, 2, 9})};
}

}  // namespace

TEST_CASE("every kind of distribution has a quantile that never falls, with or without truncation") {
  for (const Distribution& whole : one_of_each_kind()) {
    INFO(name(whole.kind));
    for (const Distribution& d : {whole, whole.truncated(whole.quantile(0.2), whole.quantile(0.7))}) {
      double last = d.quantile(1e-9);
      for (double u = 0.001; u < 1; u += 0.001) {
        const double value = d.quantile(u);
        REQUIRE(std::isfinite(value));
        REQUIRE(value >= last);
        last = value;
      }
    }
  }
}

TEST_CASE("quantiles of the kinds are those of the textbooks") {
  CHECK(Distribution::fixed(3).quantile(0.1) == 3);
  CHECK(Distribution::normal(1, 2).quantile(0.975) == Approx(1 + 2 * 1.959963984540054).epsilon(1e-12));
  CHECK(Distribution::lognormal(5, 0.7).quantile(0.5) == Approx(5).epsilon(1e-14));
  CHECK(Distribution::lognormal(5, 0.7).quantile(0.9) == Approx(5 * std::exp(0.7 * 1.2815515655446004)).epsilon(1e-12));
  CHECK(Distribution::uniform(-1, 4).quantile(0.3) == Approx(0.5));
  CHECK(Distribution::loguniform(0.1, 10).quantile(0.5) == Approx(1).epsilon(1e-14));
  CHECK(Distribution::triangular(0, 1, 5).quantile(0.2) == Approx(1));  // (mode - low) / (high - low)
  CHECK(Distribution::triangular(0, 1, 5).quantile(0.05) == Approx(0.5));
  CHECK(Distribution::triangular(0, 1, 5).quantile(0.8) == Approx(3));
  CHECK(Distribution::beta(1, 1, 2, 6).quantile(0.25) == Approx(3).epsilon(1e-9));  // flat
  CHECK(Distribution::beta(2, 1).quantile(0.25) == Approx(0.5).epsilon(1e-9));      // CDF x^2
  CHECK(Distribution::empirical({5, 1, 2, 9}).quantile(0.5) == 3.5);
  CHECK(Distribution::empirical({7}).quantile(0.3) == 7);
}

TEST_CASE("beta quantiles exist for every admissible shape, far into both tails") {
  CHECK(Distribution::beta(0.5, 2).quantile(0x1p-33) ==
        Approx(0x1p-66 * 4 / 9).epsilon(1e-6));  // CDF about 1.5 sqrt(x)
  const std::vector<double> shapes = {0.01, 0.1, 0.5, 1, 2, 3.96, 17, 300, 1e4};
  for (const double a : shapes) {
    for (const double b : shapes) {
      INFO(a << " " << b);
      double last = 0;
      for (const double u : {1e-300, 1e-20, 0x1p-33, 1e-3, 0.5, 0.999, 1 - 0x1p-33, 1 - 0x1p-53}) {
        const double value = Distribution::beta(a, b).quantile(u);
        REQUIRE(value >= last);
        REQUIRE(value <= 1);
        last = value;
      }
      const double inside = Distribution::beta(a, b).truncated(0.2, 0.7).quantile(0.5);
      REQUIRE(inside >= 0.2);
      REQUIRE(inside <= 0.7);
    }
  }
}

TEST_CASE("discrete values come with their weights, whatever the order they are given in") {
  const Distribution d = Distribution::discrete({3, 1, 2}, {1, 2, 1});
  CHECK(d.quantile(0.49) == 1);
  CHECK(d.quantile(0.51) == 2);
  CHECK(d.quantile(0.76) == 3);
}

TEST_CASE("distributions given by their 10 and 90 % quantiles have these quantiles") {
  const Distribution normal = Distribution::normal_by_quantiles(-0.15, 0.8);
  CHECK(normal.quantile(0.1) == Approx(-0.15).epsilon(1e-12));
  CHECK(normal.quantile(0.9) == Approx(0.8).epsilon(1e-12));
  const Distribution lognormal = Distribution::lognormal_by_quantiles(4, 18);
  CHECK(lognormal.quantile(0.1) == Approx(4).epsilon(1e-12));
  CHECK(lognormal.quantile(0.9) == Approx(18).epsilon(1e-12));
}

TEST_CASE("truncation keeps the shape inside and the values within") {
  const Distribution whole = Distribution::normal(0, 1);
  const Distribution half = whole.truncated(0, infinity);
  CHECK(half.quantile(0.5) == Approx(0.6744897501960817).epsilon(1e-12));  // 75 % quantile of the whole
  CHECK(half.quantile(1e-12) >= 0);
  const Distribution tail = whole.truncated(-infinity, -6);
  CHECK(tail.quantile(0.999999) <= -6);
  CHECK(tail.quantile(0.5) == Approx(-6.1134).epsilon(1e-3));
  const Distribution some = Distribution::discrete({1, 2, 3, 4}, {1, 1, 1, 1}).truncated(2, 3);
  CHECK(some.quantile(0.01) == 2);
  CHECK(some.quantile(0.49) == 2);
  CHECK(some.quantile(0.51) == 3);
  CHECK(some.quantile(0.99) == 3);
}

TEST_CASE("a field's prior has its 10 and 90 % quantiles and stays in the field's range") {
  for (const Prior& prior :
       {Prior::normal(1, 3), Prior::lognormal(1, 3), Prior::uniform(1, 3), Prior::loguniform(1, 3)}) {
    const Distribution free = Distribution::of_prior(Field{.name = "x", .prior = prior}, 2);
    CHECK(free.quantile(0.1) == Approx(1).epsilon(1e-12));
    CHECK(free.quantile(0.9) == Approx(3).epsilon(1e-12));
    const Distribution bound =
        Distribution::of_prior(Field{.name = "x", .lower = 1.5, .upper = 2.5, .prior = prior}, 2);
    CHECK(bound.quantile(1e-9) >= 1.5);
    CHECK(bound.quantile(1 - 1e-9) <= 2.5);
  }
  CHECK(Distribution::of_prior(Field{.name = "x"}, 2).quantile(0.9) == 2);
}

TEST_CASE("the Cholesky factor times its transpose is the matrix, and there is none for an impossible matrix") {
  const std::vector<double> matrix = {1, 0.5, -0.2, 0.5, 1, 0.3, -0.2, 0.3, 1};
  const std::vector<double> l = cholesky(matrix, 3);
  REQUIRE(l.size() == 9);
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      double sum = 0;
      for (int k = 0; k < 3; ++k) sum += l[static_cast<size_t>(i * 3 + k)] * l[static_cast<size_t>(j * 3 + k)];
      CHECK(sum == Approx(matrix[static_cast<size_t>(i * 3 + j)]).margin(1e-15));
    }
  }
  CHECK(l[1] == 0);
  CHECK(cholesky({1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}, 3).empty());
  CHECK(cholesky({1, 1, 1, 1}, 2).empty());
}

TEST_CASE("the Gaussian copula's correlation is 2 sin(pi rho / 6)") {
  CHECK(gaussian_correlation(0) == 0);
  CHECK(gaussian_correlation(1) == Approx(1).epsilon(1e-15));
  CHECK(gaussian_correlation(-1) == Approx(-1).epsilon(1e-15));
  CHECK(gaussian_correlation(0.5) == Approx(0.5176380902050415).epsilon(1e-15));
}

// Rank correlations by the Gaussian copula.
#include <cmath>

#include "racesim/core/copula.hpp"
#include "racesim/core/random.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("without names a copula does nothing; uncorrelated numbers pass through it unchanged") {
  CHECK(Copula().correlated({}).empty());
  const Copula independent({.names = {"a", "b"}, .matrix = {1, 0, 0, 1}});
  for (const double u : {1e-6, 0.2, 0.5, 0.77, 1 - 1e-6}) {
    const double both[] = {u, 0.3};
    CHECK(independent.correlated(both)[0] == Approx(u).epsilon(1e-9));
    CHECK(independent.correlated(both)[1] == Approx(0.3).epsilon(1e-9));
  }
}

TEST_CASE("the chance that two correlated numbers lie on the same side of their medians is Sheppard's") {
  constexpr double rank = 0.7;
  constexpr int n = 20000;
  const Copula copula({.names = {"a", "b"}, .matrix = {1, rank, rank, 1}});
  int same = 0;
  for (std::uint32_t k = 0; k < n; ++k) {
    const double independent[] = {uniform({.seed = 1, .replicate = k, .agent = 1}),
                                  uniform({.seed = 1, .replicate = k, .agent = 2})};
    const std::vector<double> u = copula.correlated(independent);
    same += (u[0] < 0.5) == (u[1] < 0.5) ? 1 : 0;
  }
  const double expected = 0.5 + std::asin(gaussian_correlation(rank)) / M_PI;  // of normals (Sheppard 1899)
  CHECK(static_cast<double>(same) / n == Approx(expected).margin(4 * std::sqrt(expected * (1 - expected) / n)));
}

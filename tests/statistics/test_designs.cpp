#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "racesim/statistics/design.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

/// True when every one of `cells` equal slices of factor k holds the same number of points.
bool stratified(const Design& design, std::size_t k, std::size_t cells) {
  std::vector<std::size_t> count(cells, 0);
  for (std::size_t r = 0; r < design.rows(); ++r)
    ++count[static_cast<std::size_t>(design.row(r)[k] * static_cast<double>(cells))];
  return std::ranges::all_of(count, [&](std::size_t c) { return c == design.rows() / cells; });
}

}  // namespace

TEST_CASE("every point of every design lies in the unit cube, and a seed gives the same points again") {
  const std::vector<int> alone = {0, 1, 2};
  for (const auto& make : std::vector<std::function<Design(std::uint64_t)>>{
           [](std::uint64_t seed) { return monte_carlo(0, 100, 3, seed); },
           [](std::uint64_t seed) { return latin_hypercube(100, 3, seed); },
           [](std::uint64_t seed) { return sobol_points(0, 128, 3, seed); },
           [](std::uint64_t seed) { return saltelli(0, 16, 3, true, seed); },
           [&](std::uint64_t seed) { return morris(0, 10, alone, 4, seed); }}) {
    const Design design = make(5);
    CHECK(std::ranges::all_of(design.u, [](double u) { return u >= 0 && u <= 1; }));
    CHECK(design.u == make(5).u);
    CHECK(design.u != make(6).u);
  }
}

TEST_CASE("a Latin hypercube has one point in every slice of every factor") {
  const Design design = latin_hypercube(97, 5, 1);
  for (std::size_t k = 0; k < 5; ++k) CHECK(stratified(design, k, 97));
}

TEST_CASE("scrambled Sobol points keep the net: every factor alone and every pair of the first two is stratified") {
  const Design design = sobol_points(0, 1024, 6, 11);
  for (std::size_t k = 0; k < 6; ++k) CHECK(stratified(design, k, 1024));
  std::vector<int> cell(32 * 32, 0);
  for (std::size_t r = 0; r < design.rows(); ++r) {
    ++cell[static_cast<std::size_t>(design.row(r)[0] * 32) * 32 + static_cast<std::size_t>(design.row(r)[1] * 32)];
  }
  CHECK(std::ranges::all_of(cell, [](int c) { return c == 1; }));
}

TEST_CASE("a Sobol sequence is extended without a change to the points at hand") {
  const Design whole = sobol_points(0, 64, 4, 3);
  Design parts = sobol_points(0, 32, 4, 3);
  const Design rest = sobol_points(32, 32, 4, 3);
  parts.u.insert(parts.u.end(), rest.u.begin(), rest.u.end());
  CHECK(parts.u == whole.u);
}

TEST_CASE("the error of scrambled Sobol points falls faster than that of chance") {
  const auto error = [](const Design& design) {
    double sum = 0;
    for (std::size_t r = 0; r < design.rows(); ++r) {
      double product = 1;
      for (std::size_t k = 0; k < 4; ++k) product *= 1 + (design.row(r)[k] - 0.5);
      sum += product;
    }
    return std::fabs(sum / static_cast<double>(design.rows()) - 1);
  };
  double sobol = 0, chance = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    sobol += error(sobol_points(0, 4096, 4, seed));
    chance += error(monte_carlo(0, 4096, 4, seed));
  }
  CHECK(sobol * 10 < chance);
}

TEST_CASE("a Saltelli block holds A, B and each factor exchanged") {
  const Design design = saltelli(3, 2, 3, true, 9);
  REQUIRE(design.block == 8);
  for (std::size_t b = 0; b < 2; ++b) {
    const auto row = [&](std::size_t r) { return design.row(b * 8 + r); };
    for (std::size_t k = 0; k < 3; ++k) {
      for (std::size_t i = 0; i < 3; ++i) {
        CHECK(row(2 + i)[k] == row(k == i ? 1 : 0)[k]);
        CHECK(row(5 + i)[k] == row(k == i ? 0 : 1)[k]);
      }
    }
  }
  CHECK(saltelli(4, 1, 3, true, 9).u == std::vector<double>(design.u.begin() + 24, design.u.end()));
}

TEST_CASE("a Morris trajectory moves every group once by the same step and stays on the grid") {
  const std::vector<int> group = {0, 1, 1, 2};
  const Design design = morris(0, 50, group, 6, 2);
  REQUIRE(design.block == 4);
  const double delta = 6 / 10.0;
  for (std::size_t t = 0; t < 50; ++t) {
    std::set<int> moved;
    for (std::size_t s = 0; s < 3; ++s) {
      const MorrisStep step = morris_step(design, t * 4 + s, group);
      moved.insert(step.group);
      for (std::size_t k = 0; k < 4; ++k) {
        const double change = design.row(t * 4 + s + 1)[k] - design.row(t * 4 + s)[k];
        CHECK(std::fabs(std::fabs(change) - (group[k] == step.group ? delta : 0)) < 1e-12);
      }
    }
    CHECK(moved.size() == 3);
  }
  for (double u : design.u) CHECK(std::fabs(u * 5 - std::round(u * 5)) < 1e-12);
}

TEST_CASE("a full factorial holds every combination once") {
  const Design design = full_factorial({{0.1, 0.9}, {0.2, 0.5, 0.8}});
  std::set<std::pair<double, double>> seen;
  for (std::size_t r = 0; r < design.rows(); ++r) seen.insert({design.row(r)[0], design.row(r)[1]});
  CHECK(design.rows() == 6);
  CHECK(seen.size() == 6);
}

TEST_CASE("in a fractional factorial no main effect is mixed with another or with an interaction of two") {
  for (const std::size_t k : {1u, 3u, 7u, 10u}) {
    const Design design = fractional_factorial(k, -1, 1);
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t j = 0; j < k; ++j) {
        double pair = 0;
        for (std::size_t r = 0; r < design.rows(); ++r) pair += design.row(r)[i] * design.row(r)[j];
        CHECK(pair == (i == j ? static_cast<double>(design.rows()) : 0));
        for (std::size_t l = 0; l < j; ++l) {
          double triple = 0;
          for (std::size_t r = 0; r < design.rows(); ++r)
            triple += design.row(r)[i] * design.row(r)[j] * design.row(r)[l];
          CHECK(triple == 0);
        }
      }
    }
  }
}

TEST_CASE("one at a time moves one factor and leaves the others at the centre") {
  const Design design = one_at_a_time(3, 0.1, 0.9);
  CHECK(design.u == std::vector<double>{0.5, 0.5, 0.5, 0.1, 0.5, 0.5, 0.9, 0.5, 0.5, 0.5, 0.1,
                                        0.5, 0.5, 0.9, 0.5, 0.5, 0.5, 0.1, 0.5, 0.5, 0.9});
}

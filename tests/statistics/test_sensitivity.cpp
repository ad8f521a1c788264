#include <cmath>
#include <functional>
#include <numbers>

#include "racesim/core/random.hpp"
#include "racesim/statistics/sensitivity.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

using Function = std::function<double(const double*)>;

std::vector<double> run(const Design& design, const Function& f) {
  std::vector<double> y;
  for (std::size_t r = 0; r < design.rows(); ++r) y.push_back(f(design.row(r)));
  return y;
}

/// Ishigami & Homma 1990 with a 7, b 0.1 on (-pi, pi)^3.
double ishigami(const double* u) {
  const auto x = [&](int k) { return std::numbers::pi * (2 * u[k] - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

/// Sobol's G function.
double g_function(const double* u) {
  const double a[] = {0, 1, 4.5, 9};
  double product = 1;
  for (int k = 0; k < 4; ++k) product *= (std::fabs(4 * u[k] - 2) + a[k]) / (1 + a[k]);
  return product;
}

void check_within(const Estimate& estimate, double exact) {
  INFO(exact << " against " << estimate.value << " in " << estimate.interval.low << " to " << estimate.interval.high);
  CHECK(std::fabs(estimate.value - exact) < 0.01);
  CHECK(estimate.interval.low - 0.01 < exact);
  CHECK(estimate.interval.high + 0.01 > exact);
}

double noise(std::size_t i, std::uint32_t which = 0) {
  return normal({.seed = 77, .agent = static_cast<std::uint32_t>(i), .partner = which});
}

}  // namespace

TEST_CASE("Sobol indices of the Ishigami function are the exact ones") {
  const Design design = saltelli(0, 8192, 3, true, 1);
  const SobolIndices indices = sobol_indices(design, run(design, ishigami), {.count = 100});
  const double pi4 = std::pow(std::numbers::pi, 4), b = 0.1, a = 7;
  const double variance = a * a / 8 + b * pi4 / 5 + b * b * pi4 * pi4 / 18 + 0.5;
  const double v1 = 0.5 * std::pow(1 + b * pi4 / 5, 2), v2 = a * a / 8, v13 = b * b * pi4 * pi4 * 8 / 225;
  check_within(indices.first[0], v1 / variance);
  check_within(indices.first[1], v2 / variance);
  check_within(indices.first[2], 0);
  check_within(indices.total[0], (v1 + v13) / variance);
  check_within(indices.total[1], v2 / variance);
  check_within(indices.total[2], v13 / variance);
  check_within(indices.second[0], 0);               // 1 and 2
  check_within(indices.second[1], v13 / variance);  // 1 and 3
  check_within(indices.second[2], 0);               // 2 and 3
  CHECK(std::fabs(indices.variance / variance - 1) < 0.01);
}

TEST_CASE("Sobol indices of the G function are the exact ones") {
  const Design design = saltelli(0, 8192, 4, false, 2);
  const SobolIndices indices = sobol_indices(design, run(design, g_function), {.count = 100});
  const double a[] = {0, 1, 4.5, 9};
  double all = 1;
  for (const double x : a) all *= 1 + 1 / (3 * (1 + x) * (1 + x));
  for (int k = 0; k < 4; ++k) {
    const double v = 1 / (3 * (1 + a[k]) * (1 + a[k]));
    check_within(indices.first[k], v / (all - 1));
    check_within(indices.total[k], v * all / (1 + v) / (all - 1));
  }
}

TEST_CASE("a failed run takes its block with it, and the rest is as if it had not been there") {
  const Design design = saltelli(0, 64, 3, true, 1);
  auto y = run(design, ishigami);
  const SobolIndices all = sobol_indices(design, y, {.count = 10});
  y[5] = std::nan("");
  const SobolIndices some = sobol_indices(design, y, {.count = 10});
  CHECK(some.dropped == 1);
  CHECK(some.blocks == all.blocks - 1);
  const Design shorter = saltelli(1, 63, 3, true, 1);
  CHECK(sobol_indices(shorter, run(shorter, ishigami), {.count = 10}).first[0].value == some.first[0].value);
}

TEST_CASE("elementary effects of a linear function are its slopes, without spread") {
  const std::vector<int> group = {0, 1, 2};
  const Design design = morris(0, 20, group, 4, 3);
  const auto effects =
      elementary_effects(design, group, run(design, [](const double* u) { return 3 * u[0] - 2 * u[1]; }));
  const double slope[] = {3, -2, 0};
  for (int k = 0; k < 3; ++k) {
    CHECK(std::fabs(effects.mu[k] - slope[k]) < 1e-9);
    CHECK(std::fabs(effects.mu_star[k].value - std::fabs(slope[k])) < 1e-9);
    CHECK(effects.sigma[k] < 1e-9);
  }
}

TEST_CASE("elementary effects tell an interaction from a slope, and groups move together") {
  const std::vector<int> alone = {0, 1, 2};
  const Design design = morris(0, 500, alone, 4, 4);
  const auto product = elementary_effects(
      design, alone, run(design, [](const double* u) { return (u[0] - 0.5) * (u[1] - 0.5) + 0.2 * u[2]; }));
  CHECK(std::fabs(product.mu[0]) < 0.05);
  CHECK(product.mu_star[0].value > 0.2);
  CHECK(product.sigma[0] > 0.2);
  CHECK(product.sigma[2] < 1e-9);
  const std::vector<int> group = {0, 0, 1};
  const Design grouped = morris(0, 200, group, 4, 5);
  const auto together = elementary_effects(grouped, group, run(grouped, [](const double* u) { return 5 * u[2]; }));
  CHECK(together.mu_star.size() == 2);
  CHECK(std::fabs(together.mu_star[0].value) < 1e-12);
  CHECK(std::fabs(together.mu_star[1].value - 5) < 1e-9);
}

TEST_CASE("PAWN sees what changes the distribution, and an idle factor stays below the threshold") {
  const Design design = latin_hypercube(4000, 3, 6);
  const auto y = run(design, [&](const double* u) { return u[0] * u[0] + 0.2 * u[1]; });
  const PawnIndices indices = pawn_indices(design, y, 10, {.count = 50});
  CHECK(indices.median[0].value > 0.4);
  CHECK(indices.median[0].value > indices.median[1].value);
  CHECK(indices.median[1].value > 1.5 * indices.threshold[1]);
  CHECK(indices.median[2].value < 2 * indices.threshold[2]);
  // A factor that is the outcome: the first tenth of it is the lowest tenth, at a distance of 0.9 from all of them.
  const PawnIndices itself = pawn_indices(design, run(design, [](const double* u) { return u[0]; }), 10, {.count = 2});
  CHECK(std::fabs(itself.largest[0] - 0.9) < 0.01);
}

TEST_CASE("rank correlations are exact for monotone functions and partial ones see through a common cause") {
  const Design design = latin_hypercube(2000, 2, 7);
  const auto alone =
      rank_indices(design, run(design, [](const double* u) { return std::exp(5 * u[0]); }), {.count = 20});
  CHECK(std::fabs(alone.spearman[0].value - 1) < 1e-12);
  CHECK(std::fabs(alone.spearman[1].value) < 0.06);
  const auto two = rank_indices(design, run(design, [](const double* u) { return u[0] - 3 * u[1]; }), {.count = 20});
  CHECK(two.partial[0] > 0.9);
  CHECK(two.partial[1] < -0.95);
  CHECK(two.spearman[0].value < 0.4);
}

TEST_CASE("an outcome that is the same everywhere has no shares of variance, whatever rounding leaves") {
  CHECK(constant(std::vector<double>{0.1, std::nan(""), 0.1}));
  CHECK_FALSE(constant(std::vector<double>{0.1, 0.2}));
  CHECK_FALSE(constant(std::vector<double>{std::nan("")}));
  const Design design = saltelli(0, 21, 3, true, 1);
  const SobolIndices sobol = sobol_indices(design, std::vector<double>(design.rows(), 0.1));
  CHECK(sobol.variance == 0);
  CHECK(std::isnan(sobol.total[0].value));
  CHECK(std::isnan(sobol.total[0].interval.low));
  const VarianceSplit split = variance_split(std::vector<double>(60, 0.1), 3);
  CHECK(split.total() == 0);
  CHECK(std::isnan(split.share_of_parameters()));
}

TEST_CASE("resamples in which rows A and B are all the same count for nothing") {
  const Design design = saltelli(0, 12, 2, false, 1);
  const auto rare = [&](const double* u) { return u[0] > 0.9 ? 1.0 : 0.0; };
  const SobolIndices indices = sobol_indices(design, run(design, rare));
  REQUIRE(indices.variance > 0);
  CHECK(indices.total[0].interval.high < 20);
}

TEST_CASE("variance is split between parameters and noise as it was made") {
  std::vector<double> y;
  for (std::size_t point = 0; point < 2000; ++point) {
    for (std::uint32_t run = 0; run < 4; ++run) y.push_back(2 * noise(point, 100) + noise(point, run));
  }
  y[7] = std::nan("");
  const VarianceSplit split = variance_split(y, 4, {.count = 100});
  CHECK(split.dropped == 1);
  CHECK(std::fabs(split.parameters - 4) < 0.4);
  CHECK(std::fabs(split.stochastic - 1) < 0.05);
  CHECK(std::fabs(split.share_of_parameters() - 0.8) < 0.015);
  CHECK(split.share.low < 0.805);
  CHECK(split.share.high > 0.795);
}

TEST_CASE("noise that all points share is a part of its own, whatever it adds to all of them") {
  // A complete table of 3 points and 2 replicates: means of points 1, 3, 8, of replicates 3 and 5, rest +-1, -+1, 0.
  const std::vector<double> y = {1, 1, 1, 5, 7, 9};
  const VarianceSplit exact = variance_split(y, 2, {.count = 10}, RandomNumbers::common);
  CHECK(exact.interaction == Approx(4.0 / 2));
  CHECK(exact.parameters == Approx(13 - 2.0 / 2));
  CHECK(exact.stochastic == Approx(2 - 2.0 / 3));
  std::vector<double> made, shifted;
  for (std::size_t point = 0; point < 2000; ++point) {
    for (std::uint32_t run = 0; run < 4; ++run) {
      made.push_back(2 * noise(point, 100) + noise(point, run));
      shifted.push_back(made.back() + 30.0 * run);
    }
  }
  made[7] = shifted[7] = std::nan("");
  const VarianceSplit plain = variance_split(made, 4, {.count = 100}, RandomNumbers::common);
  const VarianceSplit moved = variance_split(shifted, 4, {.count = 100}, RandomNumbers::common);
  CHECK(plain.dropped == 1);
  CHECK(std::fabs(plain.parameters - 4) < 0.4);
  CHECK(std::fabs(plain.interaction - 1) < 0.05);
  CHECK(std::fabs(plain.stochastic) < 0.01);
  CHECK(moved.parameters == Approx(plain.parameters));
  CHECK(moved.interaction == Approx(plain.interaction));
  CHECK(moved.stochastic == Approx(1500).epsilon(0.01));
  CHECK(plain.share.low < 0.805);
  CHECK(plain.share.high > 0.795);
  CHECK(moved.share.high < 0.005);
}

// Resamples drawn once for all statistics give what the plain bootstrap gives.
#include <cmath>

#include "racesim/core/random.hpp"
#include "racesim/statistics/prim.hpp"
#include "racesim/statistics/sensitivity.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

double noise(std::size_t i) { return normal({.seed = 5, .agent = static_cast<std::uint32_t>(i)}); }

std::vector<double> noisy(const Design& design, double slope) {
  std::vector<double> y;
  for (std::size_t r = 0; r < design.rows(); ++r) y.push_back(slope * design.row(r)[0] + noise(r));
  return y;
}

}  // namespace

TEST_CASE("sums over resamples are those of the units drawn") {
  const Resamples drawn(50, 20, 3);
  const auto sums = resampled_sums(drawn, 2, [](std::size_t unit, double* out) {
    out[0] = noise(unit);
    out[1] = 1;
  });
  for (std::uint32_t b = 0; b < 20; ++b) {
    double sum = 0;
    for (const std::uint32_t unit : resample(50, b, 3)) sum += noise(unit);
    CHECK(sums[2 * (b + 1)] == Approx(sum));
    CHECK(sums[2 * (b + 1) + 1] == 50);
  }
}

TEST_CASE("intervals of rank correlations are those of ranks taken anew in every resample") {
  const Design design = monte_carlo(0, 80, 2, 1);
  auto y = noisy(design, 2);
  for (double& value : y) value = std::round(4 * value);  // ties
  const BootstrapOptions options{.count = 200, .level = 0.9, .seed = 4};
  const auto fast = rank_indices(design, y, options);
  for (std::size_t k = 0; k < 2; ++k) {
    const auto plain = bootstrap(80, 200, 0.9, 4, [&](std::span<const std::uint32_t> rows) {
      std::vector<double> some_x, some_y;
      for (const std::uint32_t r : rows) some_x.push_back(design.row(r)[k]), some_y.push_back(y[r]);
      return std::vector<double>{correlation(ranks(some_x), ranks(some_y))};
    });
    CHECK(fast.spearman[k].interval.low == Approx(plain[0].low));
    CHECK(fast.spearman[k].interval.high == Approx(plain[0].high));
  }
}

TEST_CASE("several outcomes at once are what each is alone, whatever rows they lack") {
  const Design design = latin_hypercube(200, 3, 2);
  std::vector<std::vector<double>> outcomes = {noisy(design, 1), noisy(design, 3), noisy(design, 5)};
  outcomes[1][7] = std::nan("");
  const BootstrapOptions options{.count = 30};
  const auto ranked = rank_indices(design, outcomes, options);
  const auto pawn = pawn_indices(design, outcomes, 10, options);
  for (std::size_t m = 0; m < 3; ++m) {
    const auto rank_alone = rank_indices(design, outcomes[m], options);
    const auto pawn_alone = pawn_indices(design, outcomes[m], 10, options);
    CHECK(ranked[m].dropped == (m == 1 ? 1 : 0));
    CHECK(ranked[m].spearman[0].interval.low == rank_alone.spearman[0].interval.low);
    CHECK(pawn[m].median[1].value == pawn_alone.median[1].value);
    CHECK(pawn[m].median[1].interval.high == pawn_alone.median[1].interval.high);
    CHECK(pawn[m].threshold == pawn_alone.threshold);
  }
}

TEST_CASE("intervals hold the truth about as often as they say, also when only a part of the rows is resampled") {
  // Spearman of y = x + noise; the truth from very many rows.
  const Design many = monte_carlo(0, 400000, 1, 99);
  const double truth = rank_indices(many, noisy(many, 1), {.count = 0}).spearman[0].value;
  int held = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Design design = monte_carlo(0, 25000, 1, seed);
    std::vector<double> y;
    for (std::size_t r = 0; r < design.rows(); ++r)
      y.push_back(design.row(r)[0] + normal({.seed = seed + 1000, .agent = static_cast<std::uint32_t>(r)}));
    const auto interval = rank_indices(design, y, {.count = 60, .level = 0.8}).spearman[0].interval;
    held += interval.low < truth && truth < interval.high ? 1 : 0;
  }
  CHECK(held >= 38);  // 48 expected, standard deviation 3.1
  CHECK(held <= 57);
}

TEST_CASE("PAWN's threshold is exceeded by few idle factors, and a factor of few values is cut by value") {
  const Design design = monte_carlo(0, 500, 60, 8);
  std::vector<double> y;
  for (std::size_t r = 0; r < 500; ++r) y.push_back(noise(r));
  const auto idle = pawn_indices(design, y, 10, {.count = 0});
  int above = 0;
  for (std::size_t k = 0; k < 60; ++k) above += idle.median[k].value > idle.threshold[k] ? 1 : 0;
  CHECK(above <= 10);  // 3 expected
  Design levels{.factors = 1};
  for (std::size_t r = 0; r < 500; ++r) levels.u.push_back(r % 5 == 0 ? 1 : 0);
  std::vector<double> follows;
  for (std::size_t r = 0; r < 500; ++r) follows.push_back(levels.u[r]);
  const auto two = pawn_indices(levels, follows, 10, {.count = 0});
  CHECK(two.largest[0] == Approx(0.8));       // the fifth against all
  CHECK(two.median[0].value == Approx(0.5));  // between 0.8 and 0.2
}

TEST_CASE("PAWN's threshold is that of a factor's own slices, be they even or not") {
  const auto exceeded = [](double share_of_first, std::uint64_t seed) {
    const Design design = monte_carlo(0, 100, 40, seed);
    Design uneven = design;
    for (double& u : uneven.u) u = u < share_of_first ? 0 : u < (1 + share_of_first) / 2 ? 1 : 2;
    std::vector<double> y;
    for (std::size_t r = 0; r < 100; ++r) y.push_back(noise(r + 1000 * seed));
    const auto idle = pawn_indices(uneven, y, 10, {.count = 0});
    int above = 0;
    for (std::size_t k = 0; k < 40; ++k) above += idle.median[k].value > idle.threshold[k] ? 1 : 0;
    return above;
  };
  int above = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) above += exceeded(0.9, seed) + exceeded(1.0 / 3, seed);
  CHECK(above <= 40);  // of 400 idle factors 20 are expected, with a standard deviation of 4.4 and of the thresholds'
  CHECK(above >= 5);
}

TEST_CASE("from fewer than ten units there are no intervals, from ten on there are") {
  const auto known = [](const Interval& i) { return !std::isnan(i.low) && !std::isnan(i.high); };
  const BootstrapOptions options{.count = 50};
  for (const std::size_t units : {std::size_t{2}, std::size_t{9}, std::size_t{10}}) {
    const bool enough = units == 10;
    const Design blocks = saltelli(0, units, 2, false, 1), paths = morris(0, units, {0, 1}, 4, 1);
    const Design points = latin_hypercube(units, 2, 1);
    CHECK(known(sobol_indices(blocks, noisy(blocks, 3), options).total[0].interval) == enough);
    CHECK(known(elementary_effects(paths, {0, 1}, noisy(paths, 3), options).mu_star[0].interval) == enough);
    CHECK(known(rank_indices(points, noisy(points, 3), options).spearman[0].interval) == enough);
    CHECK(known(pawn_indices(points, noisy(points, 3), 10, options).median[0].interval) == enough);
    std::vector<double> runs;
    for (std::size_t r = 0; r < 2 * units; ++r) runs.push_back(noise(r));
    CHECK(known(variance_split(runs, 2, options).share) == enough);
    CHECK(bootstrap(units, 9, 0.9, 1, [](auto) { return std::vector<double>{1}; }).size() == (enough ? 1u : 0u));
  }
}

TEST_CASE("held-out points confirm a planted box and expose a box of noise") {
  const Design design = monte_carlo(0, 1000, 20, 3);
  std::vector<bool> planted, chance;
  for (std::size_t r = 0; r < design.rows(); ++r) {
    planted.push_back(design.row(r)[2] > 0.7);
    chance.push_back(noise(r) > 1);
  }
  const auto true_boxes = peel(design.u, 20, planted);
  const auto confirmed = cross_validate(design.u, 20, planted, true_boxes);
  const std::size_t best = best_box(confirmed);
  CHECK(confirmed[best].density > 0.9);
  CHECK(confirmed[best].coverage > 0.9);
  CHECK(std::fabs(true_boxes[best].bound[2].low - 0.7) < 0.04);
  const auto false_boxes = peel(design.u, 20, chance);
  const auto exposed = cross_validate(design.u, 20, chance, false_boxes);
  CHECK(false_boxes.back().density > 2 * exposed[0].density);
  CHECK(exposed.back().density < 1.6 * exposed[0].density);
  CHECK(best_box(exposed) == 0);
}

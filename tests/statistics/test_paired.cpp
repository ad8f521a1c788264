#include <cmath>

#include "racesim/core/random.hpp"
#include "racesim/statistics/paired.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("pairs take out what both sides share") {
  std::vector<double> a, b;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const double shared = 10 * normal({.seed = 1, .agent = i});
    a.push_back(shared);
    b.push_back(shared + 1 + 0.5 * normal({.seed = 1, .agent = i, .partner = 1}));
  }
  b[3] = std::nan("");
  const PairedDifference d = paired_difference(a, b);
  CHECK(d.pairs == 1999);
  CHECK(std::fabs(d.mean - 1) < 4 * d.se);
  CHECK(std::fabs(d.se - 0.5 / std::sqrt(1999.0)) < 0.001);
  CHECK(d.variance_reduction() > 500);
  CHECK(d.mean_interval.low < 1);
  CHECK(d.mean_interval.high > 1);
  CHECK(std::fabs(d.range.low - (1 - 1.645 * 0.5)) < 0.1);
}

TEST_CASE("the interval of the mean holds the truth as often as it says") {
  int held = 0;
  for (std::uint32_t study = 0; study < 2000; ++study) {
    std::vector<double> a(8, 0.0), b;
    for (std::uint32_t i = 0; i < 8; ++i) b.push_back(normal({.seed = 9, .replicate = study, .agent = i}));
    const Interval interval = paired_difference(a, b, 0.9).mean_interval;
    held += interval.low < 0 && interval.high > 0 ? 1 : 0;
  }
  CHECK(std::abs(held - 1800) < 4 * std::sqrt(2000 * 0.9 * 0.1));
}

TEST_CASE("a probability has the error of a share") {
  const std::vector<double> a = {0, 0, 0, 0}, b = {1, -1, 1, std::nan("")};
  const Probability p = probability(a, b, [](double x, double y) { return y > x; });
  CHECK(p.pairs == 3);
  CHECK(std::fabs(p.share - 2.0 / 3) < 1e-12);
  CHECK(std::fabs(p.se - std::sqrt(2.0 / 9 / 3)) < 1e-12);
}

TEST_CASE("break-even is the month from which nothing is lost any more") {
  const std::vector<float> a = {1, 1, 1, 1, 1};
  const std::vector<float> dip = {1, 0, 0, 1, 2}, never = {1, 0, 0, 0, 0}, gain = {1, 1, 2, 2, 2};
  CHECK(break_even_month(a, dip, true) == 3);
  CHECK(std::isnan(break_even_month(a, never, true)));
  CHECK(break_even_month(a, gain, true) == -1);
  CHECK(break_even_month(a, gain, false) != -1);
}

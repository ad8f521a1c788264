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

TEST_CASE("a share of 0 or 1 is not certain, and has no error of zero") {
  const std::vector<double> a(60, 0.0), b(60, 1.0);
  for (const std::size_t n : {std::size_t{1}, std::size_t{8}, std::size_t{60}}) {
    const Shares s = shares(std::span(a).first(n), std::span(b).first(n), 0.9);
    CHECK(s.above.share == 1);
    CHECK(std::isnan(s.above.se));
    CHECK(s.above.interval.low == Approx(std::pow(0.05, 1.0 / static_cast<double>(n))));
    CHECK(s.above.interval.high == 1);
    CHECK(s.below.interval.low == 0);
    CHECK(s.below.interval.high == Approx(1 - s.above.interval.low));
    CHECK_FALSE(s.above.normal());
    const Shares unpaired = shares_unpaired(std::span(a).first(n), std::span(b).first(n), 0.9);
    CHECK(std::isnan(unpaired.above.se));
    CHECK(unpaired.above.interval.low == Approx(s.above.interval.low));
  }
  const Probability none_of_none = probability({}, {}, std::less{});
  CHECK(std::isnan(none_of_none.share));
  CHECK(std::isnan(none_of_none.interval.low));
}

TEST_CASE("the interval of a share holds the truth at least as often as it says, also with few pairs") {
  for (const std::size_t n : {std::size_t{3}, std::size_t{20}}) {
    int held = 0;
    for (std::uint32_t study = 0; study < 2000; ++study) {
      std::vector<double> a, b(n, 0.1);
      for (std::uint32_t i = 0; i < n; ++i) a.push_back(uniform({.seed = 3, .replicate = study, .agent = i}));
      const Interval interval = shares(a, b, 0.9).above.interval;  // above in 0.1 of all pairs
      held += interval.low < 0.1 && 0.1 < interval.high ? 1 : 0;
    }
    CHECK(held >= 1800);
  }
}

TEST_CASE("the interval of 3 of 10 is the one in tables") {  // Clopper and Pearson (1934): 0.0667 to 0.6525 at 95 %
  const std::vector<double> a(10, 0.0), b = {1, 1, 1, 0, 0, 0, 0, 0, 0, 0};
  const Interval interval = shares(a, b, 0.95).above.interval;
  CHECK(interval.low == Approx(0.0667).margin(1e-4));
  CHECK(interval.high == Approx(0.6525).margin(1e-4));
}

TEST_CASE("break-even is the month from which nothing is lost any more") {
  const std::vector<float> a = {1, 1, 1, 1, 1};
  const std::vector<float> dip = {1, 0, 0, 1, 2}, never = {1, 0, 0, 0, 0}, gain = {1, 1, 2, 2, 2};
  CHECK(break_even_month(a, dip, true) == 3);
  CHECK(std::isnan(break_even_month(a, never, true)));
  CHECK(break_even_month(a, gain, true) == -1);
  CHECK(break_even_month(a, gain, false) != -1);
}

TEST_CASE("runs that share nothing have Welch's interval") {
  // By hand: means 3 and 8, variances 2.5 and 20/3, so se^2 = 2.5/5 + 20/12 = 13/6 and
  // freedom = (13/6)^2 / (0.25/4 + (25/9)/3) = 4.749...; t at 95 % of it is 2.03877.
  const std::vector<double> a = {1, 2, 3, 4, 5, std::nan("")}, b = {5, 7, 9, 11};
  const UnpairedDifference d = unpaired_difference(a, b, 0.9);
  CHECK(d.runs_a == 5);
  CHECK(d.runs_b == 4);
  CHECK(d.mean_a == 3);
  CHECK(d.mean_b == 8);
  CHECK(d.mean == 5);
  CHECK(std::fabs(d.se - std::sqrt(13.0 / 6)) < 1e-12);
  CHECK(std::fabs((d.mean_interval.high - 5) / d.se - 2.03877) < 1e-5);
  CHECK(std::fabs(d.mean_interval.high + d.mean_interval.low - 10) < 1e-12);
}

TEST_CASE("a difference that is the same in every pair is known exactly") {
  const PairedDifference d = paired_difference(std::vector<double>{1, 2, 4}, std::vector<double>{3, 4, 6});
  CHECK(d.se == 0);
  CHECK(d.mean_interval.low == 2);
  CHECK(d.mean_interval.high == 2);
  CHECK(std::fabs(d.mean_a - 7.0 / 3) < 1e-12);
  CHECK(std::fabs(d.mean_b - 13.0 / 3) < 1e-12);
}

TEST_CASE("the range is that of 5 to 95 % of the runs, whatever the level of the interval") {
  std::vector<double> a(101, 0.0), b;
  for (int i = 0; i <= 100; ++i) b.push_back(i);
  for (const double level : {0.5, 0.9, 0.99}) {
    const PairedDifference d = paired_difference(a, b, level);
    CHECK(std::fabs(d.range.low - 5) < 1e-12);
    CHECK(std::fabs(d.range.high - 95) < 1e-12);
  }
}

TEST_CASE("shares of pairs below, equal and above add up") {
  const std::vector<double> a = {1, 1, 1, 1, std::nan("")}, b = {0, 1, 2, 3, 0};
  const Shares s = shares(a, b);
  CHECK(s.below.share == 0.25);
  CHECK(s.equal.share == 0.25);
  CHECK(s.above.share == 0.5);
  CHECK(s.above.pairs == 4);
  CHECK(std::fabs(s.above.se - 0.25) < 1e-12);
}

TEST_CASE("shares without pairs are those over all pairs of runs, with the error of the rank statistic") {
  // All six pairs (a, b): b is below in (2, 1), equal in (1, 1), above in the other four.
  const std::vector<double> a = {1, 2}, b = {1, 3, 4};
  const Shares s = shares_unpaired(a, b);
  CHECK(std::fabs(s.below.share - 1.0 / 6) < 1e-12);
  CHECK(std::fabs(s.equal.share - 1.0 / 6) < 1e-12);
  CHECK(std::fabs(s.above.share - 4.0 / 6) < 1e-12);
  // above: of a 2/3, 2/3 (variance 0), of b 0, 1, 1 (variance 1/3): se^2 = 0/2 + (1/3)/3.
  CHECK(std::fabs(s.above.se - 1.0 / 3) < 1e-12);

  std::vector<double> shares_seen, errors;
  for (std::uint32_t study = 0; study < 400; ++study) {
    std::vector<double> x, y;
    for (std::uint32_t i = 0; i < 60; ++i) x.push_back(normal({.seed = 4, .replicate = study, .agent = i}));
    for (std::uint32_t i = 0; i < 40; ++i)
      y.push_back(0.5 + normal({.seed = 4, .replicate = study, .agent = i, .partner = 1}));
    const Probability above = shares_unpaired(x, y).above;
    shares_seen.push_back(above.share);
    errors.push_back(above.se);
  }
  // P(y > x) for normal x and y that differ by 0.5 is Phi(0.5 / sqrt 2) = 0.6382.
  CHECK(std::fabs(mean(shares_seen) - 0.6382) < 4 * std::sqrt(variance(shares_seen) / 400));
  CHECK(std::fabs(mean(errors) / std::sqrt(variance(shares_seen)) - 1) < 0.15);
}

TEST_CASE("break-even over runs: who never lost, who made it good and when, who did not") {
  const double still = std::nan("");
  const std::vector<double> months = {-1, 10, 20, 30, still, still, still, -1};
  const BreakEven b = break_even(months);
  CHECK(b.pairs == 8);
  CHECK(b.never_worse.share == 0.25);
  CHECK(b.recovered.share == 0.375);
  CHECK(b.still_worse.share == 0.375);
  CHECK(b.median == 20);
  CHECK(std::fabs(b.early - 11) < 1e-12);
  CHECK(std::fabs(b.late - 29) < 1e-12);
  CHECK(std::fabs(b.still_worse.se - std::sqrt(0.375 * 0.625 / 8)) < 1e-12);
  CHECK(std::isnan(break_even(std::vector<double>{-1, still}).median));
}

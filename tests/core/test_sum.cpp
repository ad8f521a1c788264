#include "racesim/core/sum.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace racesim;

namespace {

std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }

/// Addends of both signs whose sizes spread over `decades` powers of ten.
std::vector<double> heavy_tail(std::size_t count, double decades, bool signs, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::vector<double> addends(count);
  for (double& addend : addends) {
    const double u = static_cast<double>(generator() >> 11) * 0x1p-53;
    addend = std::pow(10, decades * (u - 0.5)) * (signs && generator() % 2 ? -1 : 1);
  }
  return addends;
}

long double exact(const std::vector<double>& addends) {
  long double sum = 0, lost = 0;  // Neumaier's compensation: more than 100 bits
  for (const long double addend : addends) {
    const long double next = sum + addend;
    lost += fabsl(sum) >= fabsl(addend) ? (sum - next) + addend : (addend - next) + sum;
    sum = next;
  }
  return sum + lost;
}

}  // namespace

TEST_CASE("the bits of an order-free sum survive any permutation, where those of a plain sum do not") {
  for (const double decades : {0.0, 6.0, 30.0, 300.0}) {
    std::vector<double> addends = heavy_tail(10'001, decades, true, 7);
    const double sum = order_free_sum(addends), plain = std::accumulate(addends.begin(), addends.end(), 0.0);
    bool plain_differs = false;
    std::mt19937_64 generator(1);
    for (int repeat = 0; repeat < 20; ++repeat) {
      std::shuffle(addends.begin(), addends.end(), generator);
      CHECK(bits(order_free_sum(addends)) == bits(sum));
      plain_differs |= std::accumulate(addends.begin(), addends.end(), 0.0) != plain;
    }
    CHECK(plain_differs == (decades > 0));
  }
}

TEST_CASE("the bits of an order-free sum do not depend on how it is cut") {
  const std::vector<double> addends = heavy_tail(5'003, 20, true, 11);
  const OrderFreeGrid grid(largest_size(addends), addends.size());
  for (const std::size_t cut : {1UL, 7UL, 512UL, 5'003UL}) {
    PartialSum sum;
    for (std::size_t first = 0; first < addends.size(); first += cut) {
      sum += grid.partial(std::span(addends).subspan(first, std::min(cut, addends.size() - first)));
    }
    CHECK(bits(sum.value()) == bits(order_free_sum(addends)));
  }
}

TEST_CASE("an order-free sum of positive addends errs by less than 1e-15 of itself") {
  for (const std::size_t count : {1UL, 2UL, 100UL, 10'000UL, 1'000'000UL}) {
    for (const double decades : {0.0, 3.0, 12.0, 100.0}) {
      const std::vector<double> addends = heavy_tail(count, decades, false, count);
      const long double truth = exact(addends);
      CHECK(fabsl(order_free_sum(addends) - truth) <= 2.3e-16L * truth);
    }
  }
  CHECK(order_free_sum(std::vector<double>(1'000'000, 0.1)) == Approx(1e5).epsilon(2e-16));
}

TEST_CASE("an order-free sum that cancels errs by little of its largest addend") {
  std::vector<double> addends = heavy_tail(1'000, 6, false, 3);
  for (std::size_t i = 0; i < 1'000; ++i) {
    addends.push_back(-addends[i]);
  }
  CHECK(order_free_sum(addends) == 0);
  addends.push_back(0.3);
  CHECK(order_free_sum(addends) == 0.3);
}

TEST_CASE("order-free sums take zeros, subnormal and huge numbers, and pass on what is not finite") {
  constexpr double inf = std::numeric_limits<double>::infinity(), tiny = std::numeric_limits<double>::denorm_min();
  CHECK(order_free_sum({}) == 0);
  CHECK(order_free_sum(std::vector<double>{0, -0.0, 0}) == 0);
  CHECK(order_free_sum(std::vector<double>{tiny, tiny, tiny}) == 3 * tiny);
  CHECK(order_free_sum(std::vector<double>{1e-308, tiny, -1e-308}) == tiny);
  CHECK(order_free_sum(std::vector<double>{1e270, 1, -1e270}) == 0);  // 1 is below the fine grid
  CHECK(order_free_sum(std::vector<double>{1e300, 1e300}) == 2e300);
  CHECK(order_free_sum(std::vector<double>{1, inf}) == inf);
  CHECK(std::isnan(order_free_sum(std::vector<double>{inf, -inf})));
  CHECK(std::isnan(order_free_sum(std::vector<double>{1, std::nan("")})));
}

TEST_CASE("logarithms on their grid are off by at most 2^-41 and add up exactly in any order") {
  CHECK(quantise_log(0) == 0);
  CHECK(quantise_log(1) == 1);
  CHECK(quantise_log(0x1p-40) == 0x1p-40);
  CHECK(quantise_log(0x1p-42) == 0);
  CHECK(quantise_log(-4095.75) == -4095.75);
  std::vector<double> parts = heavy_tail(1'000, 6, true, 5);
  for (double& part : parts) {
    const double raw = part / 1000;
    part = quantise_log(raw);
    CHECK(std::fabs(part - raw) <= 0x1p-41);
    CHECK(quantise_log(-raw) == -part);
  }
  const double forward = std::accumulate(parts.begin(), parts.end(), 0.0);
  CHECK(bits(forward) == bits(std::accumulate(parts.rbegin(), parts.rend(), 0.0)));
  CHECK(bits(forward) == bits(static_cast<double>(exact(parts))));
}

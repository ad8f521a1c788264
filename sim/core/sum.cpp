#include "racesim/core/sum.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

namespace racesim {
namespace {

constexpr int precision = std::numeric_limits<double>::digits;

constexpr int bias = 1023;
constexpr int mantissa_bits = 52;

/// 1.5 * 2^exponent; adding it rounds to 2^(exponent - 52). Subnormal steps are the finest there are.
double rounder(int exponent) {
  const auto biased = static_cast<std::uint64_t>(std::max(exponent + bias, 1));
  return std::bit_cast<double>(biased << mantissa_bits | std::uint64_t{1} << (mantissa_bits - 1));
}

/// The least exponent with x < 2^exponent of a normal number; subnormal ones count as the least normal.
int exponent_above(double x) {
  const auto biased = static_cast<int>(std::bit_cast<std::uint64_t>(x) >> mantissa_bits);
  return std::max(biased, 1) - bias + 1;
}

}  // namespace

OrderFreeGrid::OrderFreeGrid(double largest, std::size_t count) {
  const int exponent = exponent_above(largest);
  const int carries = static_cast<int>(std::bit_width(count)) + 1;
  const int width = precision - carries;  // bits of each addend that one grid can hold
  coarse_ = rounder(exponent + carries);
  fine_ = rounder(exponent + carries - width);
}

PartialSum OrderFreeGrid::partial(std::span<const double> addends) const {
  PartialSum sum;
  for (const double addend : addends) {
    const double coarse = (addend + coarse_) - coarse_;
    sum.coarse += coarse;
    sum.fine += ((addend - coarse) + fine_) - fine_;
  }
  return sum;
}

double largest_size(std::span<const double> addends) {
  double largest = 0;
  for (const double addend : addends) {
    largest = std::max(largest, std::fabs(addend));
  }
  return largest;
}

double order_free_sum(std::span<const double> addends) {
  const double largest = largest_size(addends);
  if (!(largest < 0x1p900)) {
    return std::accumulate(addends.begin(), addends.end(), 0.0);
  }
  return OrderFreeGrid(largest, addends.size()).partial(addends).value();
}

}  // namespace racesim

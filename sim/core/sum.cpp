#include "racesim/core/sum.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace racesim {
namespace {

constexpr int precision = std::numeric_limits<double>::digits;

/// 1.5 * 2^exponent; adding it rounds to 2^(exponent - 52). Subnormal steps are the finest there are.
double rounder(int exponent) {
  return std::ldexp(1.5, std::max(exponent, std::numeric_limits<double>::min_exponent - 1));
}

}  // namespace

OrderFreeGrid::OrderFreeGrid(double largest, std::size_t count) {
  int exponent = 0;
  std::frexp(largest, &exponent);  // largest < 2^exponent
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

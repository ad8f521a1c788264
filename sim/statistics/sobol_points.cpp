#include <algorithm>
#include <limits>
#include <stdexcept>

#include <boost/random/sobol.hpp>

#include "racesim/statistics/design.hpp"

namespace racesim {

namespace {

constexpr int bits = 32;
using Engine = boost::random::sobol_engine<std::uint32_t, bits>;

/// One step of splitmix64, a strong mixture of 64 bits.
std::uint64_t mixed(std::uint64_t z) {
  z += 0x9E3779B97F4A7C15;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return z ^ z >> 31;
}

/// Nested uniform scrambling (Owen 1995): every bit is flipped or not by chance, and the chance is drawn anew for every
/// prefix above it. The prefixes make a tree; a hash of tree place and seed stands for its coins.
double scrambled(std::uint32_t x, std::uint64_t key) {
  std::uint32_t result = 0;
  for (int b = 0; b < bits; ++b) {
    const std::uint64_t prefix = b == 0 ? 0 : x >> (bits - b);
    const std::uint64_t place = (std::uint64_t{1} << b) | prefix;  // unique: a leading one marks the depth
    const std::uint32_t bit = x >> (bits - 1 - b) & 1;
    result = result << 1 | (bit ^ static_cast<std::uint32_t>(mixed(key ^ mixed(place)) & 1));
  }
  const std::uint64_t rest = mixed(key ^ mixed((std::uint64_t{1} << 40) | x)) >> 44;  // 20 bits below the last
  return (static_cast<double>(result) + (static_cast<double>(rest) + 0.5) * 0x1p-20) * 0x1p-32;
}

}  // namespace

Design sobol_points(std::uint64_t first, std::size_t rows, std::size_t factors, std::uint64_t seed) {
  Design design{.factors = factors};
  if (factors == 0) return design;
  if (first + rows > std::uint64_t{1} << bits) throw std::length_error("a Sobol sequence has at most 2^32 points");
  Engine engine(factors);
  // Boost leaves out the origin; with it, the first 2^m points are the net that theory speaks of.
  if (first > 1) engine.discard((first - 1) * factors);
  design.u.reserve(rows * factors);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t k = 0; k < factors; ++k) {
      const std::uint32_t x = first + r == 0 ? 0 : engine();
      design.u.push_back(scrambled(x, mixed(seed) ^ mixed(k + 1)));
    }
  }
  return design;
}

Design saltelli(std::uint64_t first, std::size_t blocks, std::size_t factors, bool second_order, std::uint64_t seed) {
  const Design pairs = sobol_points(first, blocks, 2 * factors, seed);
  Design design{.factors = factors, .block = (second_order ? 2 : 1) * factors + 2};
  design.u.reserve(blocks * design.block * factors);
  for (std::size_t b = 0; b < blocks; ++b) {
    const double* a_row = pairs.row(b);
    const double* b_row = a_row + factors;
    const auto add = [&](const double* base, const double* other, std::size_t replaced) {
      for (std::size_t k = 0; k < factors; ++k) design.u.push_back(k == replaced ? other[k] : base[k]);
    };
    add(a_row, b_row, factors);
    add(b_row, a_row, factors);
    for (std::size_t k = 0; k < factors; ++k) add(a_row, b_row, k);
    for (std::size_t k = 0; second_order && k < factors; ++k) add(b_row, a_row, k);
  }
  return design;
}

}  // namespace racesim

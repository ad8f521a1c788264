#pragma once
// Elementary functions with the same bits on every processor. Only + - * / and integer operations are used, which
// IEEE 754 and the language round exactly, and none is fused; so scalar code, SSE2, AVX2 and AVX-512 agree by
// construction. Every function is free of branches: a plain loop over it becomes vectors (see simd.hpp).
//
// Coefficients are own minimax fits (Remez, 200 bits). Largest errors seen against long double, in ulp of the result
// (tests/core/test_math.cpp): log 0.9, log1p 1.5, log2 and log10 0.55, exp and exp2 1.1, expm1 1.6, pow 1.5
// while |y log2 x| < 10 (1e-14 relative up to the ends of the range), logistic 2.4, sin2pi and cos2pi 4 (4.5e-16
// absolute). Zeros may lose their sign. The functions are inlined always, so that no copy built for one instruction set
// is linked into code for another.
#include <bit>
#include <cstdint>
#include <limits>

namespace racesim::math {

inline constexpr double pi = 0x1.921fb54442d18p+1;
inline constexpr double ln2 = 0x1.62e42fefa39efp-1;
inline constexpr double ln10 = 0x1.26bb1bbb55516p+1;

namespace detail {

inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Adding this rounds |x| < 2^51 to the nearest integer, which then stands in the lowest bits.
inline constexpr double rounder = 0x1.8p52;
inline constexpr std::uint64_t bits_of_one = 0x3ff0000000000000;
inline constexpr std::uint64_t mantissa = 0x000fffffffffffff;

[[gnu::always_inline]] inline std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }
[[gnu::always_inline]] inline double from_bits(std::uint64_t x) { return std::bit_cast<double>(x); }
[[gnu::always_inline]] inline double absolute(double x) { return from_bits(bits(x) & 0x7fffffffffffffff); }
[[gnu::always_inline]] inline double round(double x) { return (x + rounder) - rounder; }
/// 2^n for an integer n in [-1022, 1023].
[[gnu::always_inline]] inline double power_of_two(double n) {
  return from_bits((bits(n + rounder) << 52) + bits_of_one);
}

/// a + b x + c x^2 + ..., two terms at a time to shorten the chain of dependent operations.
template <class... Rest>
[[gnu::always_inline]] inline double polynomial(double x, double xx, double a, double b, Rest... rest) {
  const double pair = a + b * x;
  if constexpr (sizeof...(rest) == 0) {
    return pair;
  } else if constexpr (sizeof...(rest) == 1) {
    return pair + xx * (rest + ...);
  } else {
    return pair + xx * polynomial(x, xx, rest...);
  }
}

/// A number as head + tail, the head with 26 significant bits, so that a product of two heads is exact.
struct Split {
  double head;
  double tail;
};
[[gnu::always_inline]] inline double upper(double x) { return from_bits(bits(x) & 0xfffffffff8000000); }

/// x = 2^exponent (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), for 0 < x < inf.
struct Binary {
  double exponent;
  double f;
};
[[gnu::always_inline]] inline Binary decompose(double x) {
  constexpr std::uint64_t bits_of_sqrt_half = 0x3fe6a09e667f3bcd;
  const bool tiny = x < std::numeric_limits<double>::min();
  const std::uint64_t shifted = bits(tiny ? x * 0x1p54 : x) + (bits_of_one - bits_of_sqrt_half);
  const double biased = from_bits((shifted >> 52) | bits(0x1p52)) - (0x1p52 + 1023);  // integer to double
  return {tiny ? biased - 54 : biased, from_bits((shifted & mantissa) + bits_of_sqrt_half) - 1};
}

/// A logarithm of x from its value for 0 < x < inf: -inf at 0, inf at inf, NaN below 0 and at NaN.
[[gnu::always_inline]] inline double log_edges(double x, double value) {
  const double low = x == 0 ? -inf : nan;
  const double above_zero = x > 0 ? value : low;
  return x == inf ? inf : above_zero;
}

/// 2 atanh(s) / s - 2 from z = s^2, for s^2 <= 0.0295.
[[gnu::always_inline]] inline double atanh_rest(double z) {
  return z * polynomial(z, z * z, 0x1.5555555555592p-1, 0x1.999999997fd39p-2, 0x1.24924941f8b88p-2,
                        0x1.c71c5202bf8ffp-3, 0x1.7466405a66d47p-3, 0x1.39a19347b28acp-3, 0x1.2f07057f069bbp-3);
}

/// log2(x) with about 60 bits, for 0 < x < inf.
[[gnu::always_inline]] inline Split log2_split(double x) {
  constexpr double log2_e = 0x1.71547652b82fep+0, scale_head = 0x1.715476p+1, scale_tail = 0x1.4ae0bf85ddf44p-25;
  const auto [exponent, f] = decompose(x);
  // log(1 + f) = 2 atanh(s), s = f / (2 + f)
  const double sum = 2 + f;
  const double inverse = 1 / sum;
  const double sum_head = upper(sum), sum_tail = f - (sum_head - 2);
  const double s = f * inverse;
  const double head = upper(s);
  const double tail = ((f - head * sum_head) - head * sum_tail) * inverse;
  const double large = head * scale_head;  // exact; scale = 2 / ln 2
  const double small = (log2_e * s) * atanh_rest(s * s) + (head * scale_tail + tail * (2 * log2_e));
  const double total = upper(exponent + (large + small));
  return {total, (large - (total - exponent)) + small};
}

/// e^r - 1 - r for |r| <= ln(2) / 2.
[[gnu::always_inline]] inline double exp_rest(double r) {
  const double rr = r * r;
  return rr * polynomial(r, rr, 0x1.000000000000cp-1, 0x1.5555555555561p-3, 0x1.555555554ffe9p-5, 0x1.111111110d612p-7,
                         0x1.6c16c185b72aep-10, 0x1.a01a01baeff45p-13, 0x1.a0199667976e6p-16, 0x1.71dddfac3eb98p-19,
                         0x1.28b072f97bb9dp-22, 0x1.af85bb744902dp-26);
}
/// x 2^n for an integer |n| <= 2044, rounded once.
[[gnu::always_inline]] inline double scale(double x, double n) {
  const double half = round(0.5 * n);
  return x * power_of_two(half) * power_of_two(n - half);
}
/// 2^(head + tail), |tail| much smaller than 1; any head.
[[gnu::always_inline]] inline double exp2_sum(double head, double tail) {
  const double above = head < -1100 ? -1100 : head;
  const double p = above > 1100 ? 1100 : above;
  const double n = round(p + tail);
  const double f = (p - n) + tail;
  constexpr double ln2_tail = 0x1.abc9e3b39803fp-56;
  const double r = f * ln2;
  return scale(1 + (r + (f * ln2_tail + exp_rest(r))), n);
}

/// x = n ln 2 + head - tail, |head| <= ln(2) / 2, n an integer; |x| < 1100.
struct Reduced {
  double n;
  double head;
  double tail;
};
[[gnu::always_inline]] inline Reduced reduce(double x) {
  constexpr double log2_e = 0x1.71547652b82fep+0;
  constexpr double ln2_head = 0x1.62e42fefa2p-1, ln2_tail = 0x1.9ef35793c7673p-41;  // n * ln2_head is exact
  const double n = round(x * log2_e);
  return {n, x - n * ln2_head, n * ln2_tail};
}

/// sin(2 pi t) for |t| <= 1/4.
[[gnu::always_inline]] inline double sin2pi_quarter(double t) {
  constexpr double two_pi = 0x1.921fb54442d18p+2, two_pi_tail = 0x1.1a62633145c07p-52;
  const double z = t * t;
  const double zz = z * z;
  const double rest =
      z * polynomial(z, zz, -0x1.4abbce625be52p+5, 0x1.466bc6775aa82p+6, -0x1.32d2cce627d1ap+6, 0x1.507834854caf2p+5,
                     -0x1.e3074df5399c8p+3, 0x1.e8f36507f8495p+1, -0x1.6f7a5f38fab8ap-1, 0x1.9d3693790e0d1p-4);
  return t * two_pi + t * (rest + two_pi_tail);
}

}  // namespace detail

/// Natural logarithm; -inf at 0, NaN below.
[[gnu::always_inline]] inline double log(double x) {
  constexpr double ln2_head = 0x1.62e42fefa2p-1, ln2_tail = 0x1.9ef35793c7673p-41;
  const auto [exponent, f] = detail::decompose(x);
  const double s = f / (2 + f);
  // log(1 + f) = 2 atanh(s) = f - f^2/2 + s (f^2/2 + R), the large terms kept apart from their rounding
  const double half_square = 0.5 * f * f;
  const double small = s * (half_square + detail::atanh_rest(s * s)) + exponent * ln2_tail;
  return detail::log_edges(x, exponent * ln2_head - ((half_square - small) - f));
}

/// log(1 + x), accurate near 0; -inf at -1, NaN below.
[[gnu::always_inline]] inline double log1p(double x) {
  const double u = 1 + x;
  const double lost = x < 1 ? x - (u - 1) : 1 - (u - x);  // what rounding took from u
  const bool ordinary = (u > 0) & (u < detail::inf);
  const double correction = lost / (ordinary ? u : 1);
  return log(u) + (ordinary ? correction : 0);
}

/// Logarithm to base 2, exact for powers of two.
[[gnu::always_inline]] inline double log2(double x) {
  const detail::Split value = detail::log2_split(x);
  return detail::log_edges(x, value.head + value.tail);
}

/// Logarithm to base 10, exact for powers of ten.
[[gnu::always_inline]] inline double log10(double x) {
  const detail::Split log10_2{0x1.344135p-2, 0x1.3ef3fde623e25p-31};
  const detail::Split value = detail::log2_split(x);
  const double small = value.head * log10_2.tail + value.tail * (log10_2.head + log10_2.tail);
  return detail::log_edges(x, value.head * log10_2.head + small);
}

/// e^x; overflows to inf above 709.78, underflows gradually to 0 below -745.13.
[[gnu::always_inline]] inline double exp(double x) {
  const double above = x < -750 ? -750 : x;
  const auto [n, head, tail] = detail::reduce(above > 750 ? 750 : above);
  const double r = head - tail;
  return detail::scale(1 + (r + detail::exp_rest(r)), n);
}

/// 2^x, exact for integers.
[[gnu::always_inline]] inline double exp2(double x) { return detail::exp2_sum(x, 0); }

/// e^x - 1, accurate near 0.
[[gnu::always_inline]] inline double expm1(double x) {
  const double above = x < -50 ? -50 : x;
  const auto [n, head, tail] = detail::reduce(above > 750 ? 750 : above);
  const double r = head - tail;
  const double lost = (head - r) - tail;
  const double fraction = r + (lost + detail::exp_rest(r));
  return detail::scale(fraction + (1 - detail::power_of_two(-(n < 1022 ? n : 1022))), n);
}

/// x^y for x >= 0 with the conventions of C at 0, 1, inf and NaN; NaN for x < 0 unless y is 0.
[[gnu::always_inline]] inline double pow(double x, double y) {
  const detail::Split l = detail::log2_split(x);
  const double y_head = detail::upper(y), y_tail = y - y_head;
  const double head = y_head * l.head;
  const double tail = y_head * l.tail + y_tail * (l.head + l.tail);
  const double rough = y * detail::log_edges(x, l.head);
  const bool ordinary = detail::absolute(rough) < 1100;
  const double value = detail::exp2_sum(ordinary ? head : rough, ordinary ? tail : 0);
  return (y == 0) | (x == 1) ? 1 : value;
}

/// x^y as exp(y log x), for x > 0: twice as fast as pow(), relative error below 2^-52 (1 + 1.4 |y log x|).
[[gnu::always_inline]] inline double moderate_pow(double x, double y) { return exp(y * log(x)); }

/// sin(2 pi u): u in turns, |u| < 2^51.
[[gnu::always_inline]] inline double sin2pi(double u) {
  const double turn = u - detail::round(u);  // exact, in [-1/2, 1/2]
  const double size = detail::absolute(turn);
  const double folded = size > 0.25 ? 0.5 - size : size;
  return detail::sin2pi_quarter(turn < 0 ? -folded : folded);
}

/// cos(2 pi u): u in turns, |u| < 2^51.
[[gnu::always_inline]] inline double cos2pi(double u) {
  return detail::sin2pi_quarter(0.25 - detail::absolute(u - detail::round(u)));
}

/// 1 / (1 + e^-x), accurate in both tails.
[[gnu::always_inline]] inline double logistic(double x) {
  const double small = exp(-detail::absolute(x));
  return (x < 0 ? small : 1) / (1 + small);
}

/// Quantile of the standard normal distribution at p in [0, 1], relative error 1e-15; NaN outside. Wichura (1988),
/// algorithm AS 241 (PPND16), Applied Statistics 37, 477-484.
double normal_quantile(double p);

}  // namespace racesim::math

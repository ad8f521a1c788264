#include "racesim/core/math.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "kernels/math_sample.hpp"
#include "racesim/core/simd.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

constexpr double inf = math::detail::inf;
constexpr double not_a_number = math::detail::nan;
constexpr long double pi_long = 3.14159265358979323846264338327950288L;

/// Random arguments of the shapes that find errors.
class Arguments {
 public:
  double between(double low, double high) {
    return low + (high - low) * (static_cast<double>(generator_() >> 11) * 0x1p-53);
  }
  /// Any positive finite number, all exponents alike. (Arguments are evaluated in any order, so they have names.)
  double positive() {
    const double fraction = between(1, 2), exponent = between(-1074, 1024);
    return std::ldexp(fraction, static_cast<int>(exponent));
  }
  double near(double centre) {
    const double size = between(-1, 1), exponent = between(-53, 0);
    return centre + std::ldexp(size, static_cast<int>(exponent));
  }

 private:
  std::mt19937_64 generator_{20261122};
};

/// Distance from the truth in units in the last place of the truth.
double ulps(double value, long double truth) {
  const double rounded = static_cast<double>(truth);
  if (value == rounded || (std::isnan(value) && std::isnan(rounded))) {
    return 0;
  }
  if (!std::isfinite(value) || !std::isfinite(rounded)) {
    return inf;
  }
  const int exponent = std::max(rounded == 0 ? -1074 : std::ilogb(rounded), -1022);
  return static_cast<double>(fabsl(value - truth) / ldexpl(1, exponent - 52));
}

using Function = double (*)(double);
using Truth = long double (*)(long double);

double worst(const std::function<double()>& argument, Function function, Truth truth) {
  double largest = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double x = argument();
    largest = std::max(largest, ulps(function(x), truth(x)));
  }
  return largest;
}

long double sin2pi_truth(long double turns) {
  const long double turn = turns - roundl(turns), size = fabsl(turn);
  return copysignl(sinl(2 * pi_long * (size > 0.25L ? 0.5L - size : size)), turn);
}
long double cos2pi_truth(long double turns) { return sin2pi_truth(0.25L - fabsl(turns - roundl(turns))); }

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

constexpr double edges[] = {0,      1,      -1,        2,     0.5,   -0.5,  3,      10,   -2,
                            5e-324, 1e-310, 0x1p-1022, 1e10,  1e300, 1e308, -1e308, 700,  -700,
                            800,    -800,   1024,      -1074, -1080, 1e-20, inf,    -inf, not_a_number};

}  // namespace

TEST_CASE("logarithms err by less than one unit in the last place, and log1p by less than 1.5") {
  Arguments random;
  const auto any = [&] { return random.positive(); };
  const auto near_one = [&] { return random.near(1); };
  for (const auto& argument : {std::function<double()>(any), std::function<double()>(near_one)}) {
    CHECK(worst(
              argument, [](double x) { return math::log(x); }, logl) < 0.9);
    CHECK(worst(
              argument, [](double x) { return math::log2(x); }, log2l) < 0.56);
    CHECK(worst(
              argument, [](double x) { return math::log10(x); }, log10l) < 0.56);
    CHECK(worst(
              argument, [](double x) { return math::log1p(x); }, log1pl) < 1.5);
  }
  CHECK(worst([&] { return random.near(0); }, [](double x) { return math::log1p(x); }, log1pl) < 1.5);
}

TEST_CASE("exponentials err by less than 1.1 units in the last place and expm1 by less than 1.6, underflow included") {
  Arguments random;
  for (const double range : {1.0, 40.0, 745.0}) {
    const auto argument = [&] { return random.between(-range, std::min(range, 709.7)); };
    CHECK(worst(
              argument, [](double x) { return math::exp(x); }, expl) < 1.1);
    CHECK(worst(
              argument, [](double x) { return math::expm1(x); }, expm1l) < 1.6);
    const Truth logistic_truth = [](long double x) { return 1 / (1 + expl(-x)); };
    CHECK(worst(
              argument, [](double x) { return math::logistic(x); }, logistic_truth) < 2.5);
  }
  CHECK(worst([&] { return random.between(-1080, 1023.9); }, [](double x) { return math::exp2(x); }, exp2l) < 1.1);
  CHECK(worst([&] { return random.near(0); }, [](double x) { return math::expm1(x); }, expm1l) < 1.6);
}

TEST_CASE("sine and cosine of turns err by at most 4 units in the last place, also near their zeros") {
  Arguments random;
  for (const double zero : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const auto argument = [&] { return random.near(zero); };
    CHECK(worst(
              argument, [](double x) { return math::sin2pi(x); }, sin2pi_truth) <= 4.0);
    CHECK(worst(
              argument, [](double x) { return math::cos2pi(x); }, cos2pi_truth) <= 4.0);
  }
  CHECK(math::cos2pi(0.25) == 0);
  CHECK(math::cos2pi(0.5) == -1);
  CHECK(math::sin2pi(0.25) == 1);
}

TEST_CASE("powers err by 1.5 units in the last place when moderate and by 1e-14 up to the ends of the range") {
  Arguments random;
  double moderate = 0, extreme = 0, by_logarithm = 0;
  for (int i = 0; i < 200'000; ++i) {
    const double x = i % 2 ? random.positive() : random.near(1);
    const double log2_x = std::log2(x);
    if (log2_x == 0 || x <= 0) {
      continue;
    }
    const double small = random.between(-10, 10) / log2_x, large = random.between(-1021, 1023) / log2_x;
    moderate = std::max(moderate, ulps(math::pow(x, small), powl(x, small)));
    extreme = std::max(extreme, static_cast<double>(fabsl(math::pow(x, large) / powl(x, large) - 1)));
    const long double truth = powl(x, small), bound = 0x1p-52L * (1 + 1.4L * fabsl(small * logl(x)));
    by_logarithm = std::max(by_logarithm, static_cast<double>(fabsl(math::moderate_pow(x, small) / truth - 1) / bound));
  }
  CHECK(moderate < 1.5);
  CHECK(extreme < 1e-14);
  CHECK(by_logarithm < 1);
}

TEST_CASE("functions follow the C library at zero, infinity, not-a-number, overflow and underflow") {
  for (const double x : edges) {
    INFO("x = " << x);
    CHECK((ulps(math::log(x), logl(x)) < 1 || same(math::log(x), std::log(x))));
    CHECK((ulps(math::log1p(x), log1pl(x)) < 1.5 || same(math::log1p(x), std::log1p(x))));
    CHECK((ulps(math::log2(x), log2l(x)) < 1 || same(math::log2(x), std::log2(x))));
    CHECK((ulps(math::log10(x), log10l(x)) < 1 || same(math::log10(x), std::log10(x))));
    CHECK((ulps(math::exp(x), expl(x)) < 1.1 || same(math::exp(x), std::exp(x))));
    CHECK((ulps(math::exp2(x), exp2l(x)) < 1.1 || same(math::exp2(x), std::exp2(x))));
    CHECK((ulps(math::expm1(x), expm1l(x)) < 1.6 || same(math::expm1(x), std::expm1(x))));
  }
}

TEST_CASE("powers follow the C library at zero, infinity and not-a-number") {
  for (const double x : edges) {
    for (const double y : edges) {
      if (!(x < 0)) {
        INFO("x = " << x << ", y = " << y);
        CHECK((ulps(math::pow(x, y), powl(x, y)) < 2 || same(math::pow(x, y), std::pow(x, y))));
      }
    }
  }
  CHECK(std::isnan(math::pow(-1, 0.5)));
}

TEST_CASE("powers of two and ten have exact logarithms and integers exact powers of two") {
  for (int n = -1074; n <= 1023; ++n) {
    CHECK(math::log2(std::ldexp(1, n)) == n);
    CHECK(math::exp2(n) == std::ldexp(1, n));
  }
  for (int n = -307; n <= 308; ++n) {
    CHECK(math::log10(std::stod("1e" + std::to_string(n))) == n);
  }
}

TEST_CASE("the normal quantile inverts the distribution function from 1e-300 to the upper tail") {
  Arguments random;
  for (int i = 0; i < 20'000; ++i) {
    const double p = i % 2 ? random.between(0, 1) : std::exp2(-random.between(0, 997));
    const long double z = math::normal_quantile(p);
    const long double density = expl(-z * z / 2) / sqrtl(2 * pi_long);
    const long double miss = (erfcl(-z / sqrtl(2)) / 2 - p) / density;
    CHECK(fabsl(miss) <= 1.1e-15L * (1e-3L + fabsl(z)));
  }
  CHECK(math::normal_quantile(0.5) == 0);
  CHECK(math::normal_quantile(0) == -inf);
  CHECK(math::normal_quantile(1) == inf);
  CHECK(std::isnan(math::normal_quantile(-0.1)));
  CHECK(std::isnan(math::normal_quantile(not_a_number)));
}

TEST_CASE("all instruction sets give the bits recorded for every function") {
  Arguments random;
  const std::size_t n = 10'007;  // not a multiple of any vector
  std::vector<double> x(n), y(n);
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = i % 3 ? random.positive() : random.near(1) + 1e-9;
    y[i] = i % 2 ? random.between(-3, 3) : random.between(-760, 760);
  }
  for (const InstructionSet set : available_instruction_sets()) {
    std::vector<double> out(math_functions * n);
    variant(set, baseline::math_sample, avx2::math_sample, avx512::math_sample)(x.data(), y.data(), n, out.data());
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const double value : out) {
      hash = (hash ^ (std::isnan(value) ? 0 : math::detail::bits(value))) * 0x100000001b3;
    }
    INFO(name(set));
    CHECK(hash == 0x47a87d99dc7f9d01);
  }
}

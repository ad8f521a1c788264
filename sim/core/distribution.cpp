#include "racesim/core/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <boost/math/special_functions/beta.hpp>

#include "racesim/core/math.hpp"

namespace racesim {
namespace {

constexpr double normal_p90 = 1.2815515655446004;  // 90 % quantile of the standard normal

/// Boost.Math calls libm, whose last bits differ between machines: 32 significant bits are the same everywhere but for
/// a chance of about 1 in a million per number.
double rounded_to_32_bits(double x) {
  int exponent = 0;
  const double mantissa = std::frexp(x, &exponent);
  return std::ldexp(std::nearbyint(std::ldexp(mantissa, 32)), exponent - 32);
}

/// Inverse of the standard beta CDF. Boost's root finder gives up on some shapes far in the tail (1.74: a 0.5, b 2,
/// u 2^-33); halving the interval always arrives.
double standard_beta_quantile(double a, double b, double u) {
  try {
    return boost::math::ibeta_inv(a, b, u);
  } catch (const boost::math::evaluation_error&) {
    double left = 0;
    double right = 1;
    for (int step = 0; step < 100; ++step) {
      const double middle = 0.5 * (left + right);
      (boost::math::ibeta(a, b, middle) < u ? left : right) = middle;
    }
    return right;
  }
}

double beta_quantile(const Distribution& d, double u) {
  return d.c + (d.d - d.c) * rounded_to_32_bits(standard_beta_quantile(d.a, d.b, u));
}

double triangular_quantile(double low, double mode, double high, double u) {
  const double width = high - low;
  if (u * width < mode - low) return low + std::sqrt(u * width * (mode - low));
  return high - std::sqrt((1 - u) * width * (high - mode));
}

double discrete_quantile(const Distribution& d, double u) {
  double below = 0;
  for (size_t i = 0; i + 1 < d.values.size(); ++i) {
    below += d.weights[i];
    if (u < below) return d.values[i];
  }
  return d.values.back();
}

double empirical_quantile(const std::vector<double>& values, double u) {
  const double place = u * static_cast<double>(values.size() - 1);
  const size_t left = std::min(static_cast<size_t>(place), values.size() - 1);
  if (left + 1 == values.size()) return values[left];
  return values[left] + (place - static_cast<double>(left)) * (values[left + 1] - values[left]);
}

/// Inverse CDF before truncation.
double whole_quantile(const Distribution& d, double u) {
  switch (d.kind) {
    case Distribution::Kind::fixed: return d.a;
    case Distribution::Kind::normal: return d.a + d.b * math::normal_quantile(u);
    case Distribution::Kind::lognormal: return d.a * math::exp(d.b * math::normal_quantile(u));
    case Distribution::Kind::uniform: return d.a + u * (d.b - d.a);
    case Distribution::Kind::loguniform: return d.a * math::exp(u * math::log(d.b / d.a));
    case Distribution::Kind::triangular: return triangular_quantile(d.a, d.b, d.c, u);
    case Distribution::Kind::beta: return beta_quantile(d, u);
    case Distribution::Kind::discrete: return discrete_quantile(d, u);
    case Distribution::Kind::empirical: return empirical_quantile(d.values, u);
  }
  return d.a;
}

/// Where the inverse CDF passes from below `x` to `x` or more; bisection, so that no CDF is needed and none can
/// disagree.
template <class Below>
double share_below(const Distribution& d, Below below) {
  double left = 0;
  double right = 1;
  for (int step = 0; step < 100; ++step) {
    const double middle = 0.5 * (left + right);
    if (middle <= left || middle >= right) break;
    (below(whole_quantile(d, middle)) ? left : right) = middle;
  }
  return right;
}

}  // namespace

Distribution Distribution::fixed(double value) { return {.kind = Kind::fixed, .a = value}; }

Distribution Distribution::normal(double mean, double sd) { return {.kind = Kind::normal, .a = mean, .b = sd}; }

Distribution Distribution::normal_by_quantiles(double p10, double p90) {
  return normal(0.5 * (p10 + p90), 0.5 * (p90 - p10) / normal_p90);
}

Distribution Distribution::lognormal(double median, double sigma) {
  return {.kind = Kind::lognormal, .a = median, .b = sigma};
}

Distribution Distribution::lognormal_by_quantiles(double p10, double p90) {
  return lognormal(std::sqrt(p10) * std::sqrt(p90), 0.5 * math::log(p90 / p10) / normal_p90);
}

Distribution Distribution::uniform(double low, double high) { return {.kind = Kind::uniform, .a = low, .b = high}; }

Distribution Distribution::loguniform(double low, double high) {
  return {.kind = Kind::loguniform, .a = low, .b = high};
}

Distribution Distribution::triangular(double low, double mode, double high) {
  return {.kind = Kind::triangular, .a = low, .b = mode, .c = high};
}

Distribution Distribution::beta(double alpha, double beta, double low, double high) {
  return {.kind = Kind::beta, .a = alpha, .b = beta, .c = low, .d = high};
}

Distribution Distribution::discrete(std::vector<double> values, std::vector<double> weights) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t i, size_t j) { return values[i] < values[j]; });
  double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (std::fabs(sum - 1) < 1e-14) sum = 1;  // weights that were normalised before keep their bits
  Distribution result{.kind = Kind::discrete};
  for (const size_t i : order) {
    result.values.push_back(values[i]);
    result.weights.push_back(weights[i] / sum);
  }
  return result;
}

Distribution Distribution::empirical(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {.kind = Kind::empirical, .values = std::move(values)};
}

Distribution Distribution::of_prior(const Field& field, double value) {
  const auto [shape, p10, p90] = field.prior;
  const double tail = (p90 - p10) / 8;  // the outer tenths of a uniform range
  switch (shape) {
    case Prior::Shape::none: return fixed(value);
    case Prior::Shape::normal: return normal_by_quantiles(p10, p90).truncated(field.lower, field.upper);
    case Prior::Shape::lognormal: return lognormal_by_quantiles(p10, p90).truncated(field.lower, field.upper);
    case Prior::Shape::uniform: return uniform(p10 - tail, p90 + tail).truncated(field.lower, field.upper);
    case Prior::Shape::loguniform: {
      const double stretch = math::exp(math::log(p90 / p10) / 8);
      return loguniform(p10 / stretch, p90 * stretch).truncated(field.lower, field.upper);
    }
  }
  return fixed(value);
}

Distribution Distribution::truncated(double lowest, double highest) const {
  Distribution result = *this;
  result.low = lowest;
  result.high = highest;
  if (lowest > -infinity) result.u_low = share_below(*this, [&](double x) { return x < lowest; });
  if (highest < infinity) result.u_high = share_below(*this, [&](double x) { return x <= highest; });
  return result;
}

double Distribution::quantile(double u) const {
  constexpr double smallest = 0x1p-1022;
  constexpr double largest = 1 - 0x1p-53;
  const double within = std::clamp(u_low + u * (u_high - u_low), smallest, largest);
  return std::clamp(whole_quantile(*this, within), low, high);
}

std::string_view name(Distribution::Kind kind) {
  constexpr std::array<std::string_view, 9> names = {"fixed",      "normal", "lognormal", "uniform",  "loguniform",
                                                     "triangular", "beta",   "discrete",  "empirical"};
  return names[static_cast<size_t>(kind)];
}

std::vector<double> cholesky(const std::vector<double>& matrix, int n) {
  const auto size = static_cast<size_t>(n);
  std::vector<double> factor(size * size, 0.0);
  for (size_t i = 0; i < size; ++i) {
    for (size_t j = 0; j <= i; ++j) {
      double rest = matrix[i * size + j];
      for (size_t k = 0; k < j; ++k) rest -= factor[i * size + k] * factor[j * size + k];
      if (i == j && !(rest > 0)) return {};
      factor[i * size + j] = i == j ? std::sqrt(rest) : rest / factor[j * size + j];
    }
  }
  return factor;
}

double gaussian_correlation(double spearman) { return 2 * math::sin2pi(spearman / 12); }

}  // namespace racesim

#include "math_sample.hpp"

#include "racesim/core/math.hpp"
#include "racesim/core/random.hpp"

namespace racesim::RACESIM_KERNEL {
namespace {

template <class Function>
[[gnu::always_inline]] inline double* apply(const double* __restrict x, const double* __restrict y, std::size_t n,
                                            double* __restrict out, Function function) {
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = function(x[i], y[i]);
  }
  return out + n;
}

void sample(const double* x, const double* y, std::size_t n, double* out) {
  out = apply(x, y, n, out, [](double a, double) { return math::log(a); });
  out = apply(x, y, n, out, [](double a, double) { return math::log1p(a); });
  out = apply(x, y, n, out, [](double a, double) { return math::log2(a); });
  out = apply(x, y, n, out, [](double a, double) { return math::log10(a); });
  out = apply(x, y, n, out, [](double, double b) { return math::exp(b); });
  out = apply(x, y, n, out, [](double, double b) { return math::exp2(b); });
  out = apply(x, y, n, out, [](double, double b) { return math::expm1(b); });
  out = apply(x, y, n, out, [](double a, double b) { return math::pow(a, b); });
  out = apply(x, y, n, out, [](double a, double b) { return math::moderate_pow(a, b); });
  out = apply(x, y, n, out, [](double, double b) { return math::logistic(b); });
  out = apply(x, y, n, out, [](double, double b) { return math::sin2pi(b); });
  out = apply(x, y, n, out, [](double, double b) { return math::cos2pi(b); });
  out = apply(x, y, n, out, [](double a, double b) { return a / b; });
  apply(x, y, n, out, [](double a, double b) { return box_muller(a / (1 + a), math::logistic(b)); });
}

}  // namespace

extern const MathSample math_sample = sample;

}  // namespace racesim::RACESIM_KERNEL

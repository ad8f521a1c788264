#include "math_loops.hpp"

#include "racesim/core/math.hpp"

namespace racesim::RACESIM_KERNEL {
namespace {

template <auto function>
void loop(const double* __restrict x, double* __restrict y, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    y[i] = function(x[i]);
  }
}

}  // namespace

extern const MathLoops math_loops{.log = loop<[](double x) { return math::log(x); }>,
                                  .exp = loop<[](double x) { return math::exp(x); }>,
                                  .pow = loop<[](double x) { return math::pow(x, -0.4); }>,
                                  .moderate_pow = loop<[](double x) { return math::moderate_pow(x, -0.4); }>,
                                  .cos2pi = loop<[](double x) { return math::cos2pi(x); }>,
                                  .logistic = loop<[](double x) { return math::logistic(x); }>};

}  // namespace racesim::RACESIM_KERNEL

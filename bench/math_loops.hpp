#pragma once
// Plain loops over the functions of core/math.hpp, in each variant of kernels.
#include <cstddef>

namespace racesim {

struct MathLoops {
  using Loop = void (*)(const double* x, double* y, std::size_t n);
  Loop log, exp, pow, moderate_pow, cos2pi, logistic;
};

namespace baseline {
extern const MathLoops math_loops;
}
namespace avx2 {
extern const MathLoops math_loops;
}
namespace avx512 {
extern const MathLoops math_loops;
}

}  // namespace racesim

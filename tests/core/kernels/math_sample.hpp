#pragma once
// Every function of core/math.hpp applied to columns, in each variant of kernels.
#include <cstddef>

namespace racesim {

inline constexpr int math_functions = 14;

/// out[function * n + i] for each function at x[i] (and y[i]).
using MathSample = void (*)(const double* x, const double* y, std::size_t n, double* out);

namespace baseline {
extern const MathSample math_sample;
}
namespace avx2 {
extern const MathSample math_sample;
}
namespace avx512 {
extern const MathSample math_sample;
}

}  // namespace racesim

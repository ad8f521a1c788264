#pragma once
// What normals.kernel.cpp offers in each of its variants.
#include <cstddef>
#include <cstdint>

#include "racesim/core/random.hpp"

namespace racesim {

/// out[i * lanes + lane] for agent ids[i], i < count, replicate at.replicate + lane.
struct NormalsKernel {
  void (*normals)(const Address& at, const std::uint32_t* ids, std::size_t count, std::size_t lanes, double* out);
  void (*uniforms)(const Address& at, const std::uint32_t* ids, std::size_t count, std::size_t lanes, double* out);
};

namespace baseline {
extern const NormalsKernel normals_kernel;
}
namespace avx2 {
extern const NormalsKernel normals_kernel;
}
namespace avx512 {
extern const NormalsKernel normals_kernel;
}

}  // namespace racesim

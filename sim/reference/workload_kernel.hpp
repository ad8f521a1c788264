#pragma once
// What workload.kernel.cpp offers in each of its variants.
#include <cstddef>
#include <cstdint>

#include "racesim/core/random.hpp"
#include "racesim/core/simd.hpp"
#include "racesim/reference/workload.hpp"

namespace racesim {

/// The columns one month reads and writes, and where its random numbers live.
struct WorkloadMonth {
  WorkloadParameters parameters;
  Address address;
  InstructionSet set;
  const std::uint32_t* id;
  const std::int32_t* source;
  const double* weight;
  const std::size_t* slice_begin;
  double* budget;
  double* stock;
  const double* efficiency;
  double* next_efficiency;
};

/// Advances the places [first, last), whole slices, by one month.
struct WorkloadKernel {
  void (*labs)(const WorkloadMonth& month, std::size_t first, std::size_t last);
  void (*runs8)(const WorkloadMonth& month, std::size_t first, std::size_t last);
  void (*runs16)(const WorkloadMonth& month, std::size_t first, std::size_t last);
};

namespace baseline {
extern const WorkloadKernel workload_kernel;
}
namespace avx2 {
extern const WorkloadKernel workload_kernel;
}
namespace avx512 {
extern const WorkloadKernel workload_kernel;
}

}  // namespace racesim

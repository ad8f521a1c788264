#pragma once
// The same kernels compiled for several instruction sets (racesim_kernels in cmake/layers.cmake), chosen at run time.
// Which one is chosen changes the time, never the bits.
#include <span>
#include <string_view>

namespace racesim {

enum class InstructionSet {
  baseline,  ///< what the compiler assumes anyhow; SSE2 on x86-64
  avx2,      ///< x86-64-v3, 4 doubles at once
  avx512,    ///< x86-64-v4, 8 doubles at once
};

/// Name as RACESIM_SIMD takes it.
std::string_view name(InstructionSet set);

/// Those this processor has, ascending; never empty.
std::span<const InstructionSet> available_instruction_sets();

/// `wanted` by name, or the best available when it is empty. Throws InputError when it is unknown or not available.
InstructionSet parse_instruction_set(std::string_view wanted);

/// The set that kernels use: the best available, unless the environment variable RACESIM_SIMD names another one.
/// Throws InputError when that cannot be.
InstructionSet instruction_set();

/// The variant for `set` out of the three that were compiled.
template <class Kernels>
const Kernels& variant(InstructionSet set, const Kernels& baseline, const Kernels& avx2, const Kernels& avx512) {
  return set == InstructionSet::avx512 ? avx512 : set == InstructionSet::avx2 ? avx2 : baseline;
}

}  // namespace racesim

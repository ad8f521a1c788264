#pragma once
// Vectors as wide as the registers of the instruction set a *.kernel.cpp is compiled for; for those files only. Loops
// over plain arrays mostly become vectors by themselves: name vectors only where the compiler finds none.
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace racesim::RACESIM_KERNEL {

#if defined(__AVX512F__)
inline constexpr std::size_t register_bytes = 64;
#elif defined(__AVX2__)
inline constexpr std::size_t register_bytes = 32;
#else
inline constexpr std::size_t register_bytes = 16;
#endif

using Words = std::uint64_t __attribute__((vector_size(register_bytes)));
using Reals = double __attribute__((vector_size(register_bytes)));
inline constexpr std::size_t lane_count = register_bytes / sizeof(double);

[[gnu::always_inline]] inline Words load(const std::uint64_t* from) {
  Words words;
  std::memcpy(&words, from, sizeof words);
  return words;
}
[[gnu::always_inline]] inline Reals load(const double* from) {
  Reals reals;
  std::memcpy(&reals, from, sizeof reals);
  return reals;
}
[[gnu::always_inline]] inline void store(Reals reals, double* to) { std::memcpy(to, &reals, sizeof reals); }

}  // namespace racesim::RACESIM_KERNEL

#pragma once
// Philox on a vector of counters: what philox() computes, several at once. Compilers do not find the instruction that
// multiplies the lower halves of 64-bit lanes, hence the intrinsics. For *.kernel.cpp only.
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <cstdint>

#include "racesim/core/lanes.hpp"
#include "racesim/core/random.hpp"

namespace racesim::RACESIM_KERNEL {

/// Product of the lower halves.
[[gnu::always_inline]] inline Words multiply_lower(Words a, std::uint64_t b) {
  const Words factor = Words{} + b;
#if defined(__AVX512F__)
  return (Words)_mm512_maskz_mul_epu32(0xff, (__m512i)a, (__m512i)factor);
#elif defined(__AVX2__)
  return (Words)_mm256_mul_epu32((__m256i)a, (__m256i)factor);
#elif defined(__x86_64__)
  return (Words)_mm_mul_epu32((__m128i)a, (__m128i)factor);
#else
  return (a & 0xffffffff) * factor;
#endif
}

/// Four words of each lane's block in the lower halves; the upper halves are waste.
struct LaneBlock {
  Words a, b, c, d;
};

[[gnu::always_inline]] inline LaneBlock philox(std::uint64_t key, LaneBlock counter) {
  auto key_low = static_cast<std::uint32_t>(key), key_high = static_cast<std::uint32_t>(key >> 32);
  auto [a, b, c, d] = counter;
  for (int round = 0; round < 10; ++round) {
    const Words first = multiply_lower(a, 0xD2511F53);
    const Words second = multiply_lower(c, 0xCD9E8D57);
    a = (second >> 32) ^ b ^ key_low;
    b = second;
    c = (first >> 32) ^ d ^ key_high;
    d = first;
    key_low += 0x9E3779B9;
    key_high += 0xBB67AE85;
  }
  return {a, b, c, d};
}

}  // namespace racesim::RACESIM_KERNEL

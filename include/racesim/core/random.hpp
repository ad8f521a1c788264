#pragma once
// Random numbers have an address: (seed, replicate, stream, agent, partner, month) -> numbers. Nothing is drawn in
// sequence, so no change of order, threads, population or other mechanism shifts anybody's draws, and paired scenarios
// share every one. The generator is Philox4x32-10 (Salmon et al. 2011, SC'11, doi:10.1145/2063384.2063405): the study
// seed is its key, the rest of the address its 128-bit counter.
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

#include "racesim/core/math.hpp"

namespace racesim {

/// What a draw is for; the number is part of the address, so new streams go to the end.
enum class StreamId : std::uint16_t {
  research,
  release,
  espionage,
  smuggling,
  perception,
  paradigm,
  openness,
  parameters,
  initial,
  talent,
  policy,
  observation,
  workload,
  lumps,
  stance,
  accident,
  design,
  bootstrap,
  run_start,
};

/// Where a random number lives.
struct Address {
  std::uint64_t seed = 0;       ///< of the study
  std::uint32_t replicate = 0;  ///< number of the run among those that differ in random numbers only
  StreamId stream = StreamId::research;
  std::uint32_t agent = 0;    ///< stable id, see agent_id()
  std::uint32_t partner = 0;  ///< the other agent of a pair, or the ordinal of a draw
  std::uint16_t month = 0;    ///< tick since the start
};

/// Stable 31-bit id of an agent, from its name (FNV-1a).
std::uint32_t agent_id(std::string_view name);

/// 128 random bits.
struct RandomBlock {
  std::uint32_t a, b, c, d;
};

/// Philox4x32 with ten rounds.
[[gnu::always_inline]] inline RandomBlock philox(std::uint64_t key, RandomBlock counter) {
  auto key_low = static_cast<std::uint32_t>(key), key_high = static_cast<std::uint32_t>(key >> 32);
  auto [a, b, c, d] = counter;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t first = std::uint64_t{0xD2511F53} * a;
    const std::uint64_t second = std::uint64_t{0xCD9E8D57} * c;
    a = static_cast<std::uint32_t>(second >> 32) ^ b ^ key_low;
    b = static_cast<std::uint32_t>(second);
    c = static_cast<std::uint32_t>(first >> 32) ^ d ^ key_high;
    d = static_cast<std::uint32_t>(first);
    key_low += 0x9E3779B9;
    key_high += 0xBB67AE85;
  }
  return {a, b, c, d};
}

/// The Philox counter of an address.
[[gnu::always_inline]] inline RandomBlock counter(const Address& at) {
  return {at.agent, at.partner, at.replicate, static_cast<std::uint32_t>(at.stream) << 16 | at.month};
}

/// Two words as a number in (0, 1), both ends excluded: an odd multiple of 2^-53, 52 random bits.
[[gnu::always_inline]] inline double unit_interval(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (std::uint64_t{high} << 20) | (low >> 12);
  return (math::detail::from_bits(bits | math::detail::bits_of_one) - 1) + 0x1p-53;
}

/// A standard normal from two numbers of unit_interval(); at most 8.6 in size because those are at least 2^-53.
/// (The sine would give a second one. Sharing blocks between months would save a tenth of a month of the reference
/// workload and cost the plain address.)
[[gnu::always_inline]] inline double box_muller(double first, double second) {
  return std::sqrt(-2 * math::log(first)) * math::cos2pi(second);
}

/// Uniform in (0, 1).
inline double uniform(const Address& at) {
  const RandomBlock block = philox(at.seed, counter(at));
  return unit_interval(block.a, block.b);
}

/// Standard normal.
inline double normal(const Address& at) {
  const RandomBlock block = philox(at.seed, counter(at));
  return box_muller(unit_interval(block.a, block.b), unit_interval(block.c, block.d));
}

/// As many 32-bit numbers as one wants at an address, for the distributions of Boost.Random: a
/// UniformRandomBitGenerator. The block at the address keys a Philox generator of its own.
class Draws {
 public:
  using result_type = std::uint32_t;
  explicit Draws(const Address& at);
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()();

 private:
  std::array<std::uint32_t, 4> start_;  ///< block at the address: key and upper half of the counter
  std::array<std::uint32_t, 4> block_{};
  std::uint64_t drawn_ = 0;
};

}  // namespace racesim

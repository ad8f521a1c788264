// Blocks of draws pass through short buffers: Philox on integer lanes, then loops over doubles that the compiler turns
// into vectors of the widest kind.
#include <algorithm>
#include <bit>
#include <cstring>

#include "normals_kernel.hpp"
#include "philox_lanes.hpp"

namespace racesim::RACESIM_KERNEL {
namespace {

constexpr std::size_t block_size = 64;
static_assert(block_size % lane_count == 0);

/// Where a block of draws lives: one agent and replicate per lane.
struct alignas(64) Places {
  std::uint64_t agent[block_size];
  std::uint64_t replicate[block_size];
};

/// Two uniform numbers in (0, 1) for each place.
struct alignas(64) Pairs {
  double first[block_size];
  double second[block_size];
};

/// unit_interval() of two words per lane.
[[gnu::always_inline]] inline void store_unit_interval(Lanes high, Lanes low, double* out) {
  using Reals = double __attribute__((vector_size(lane_bytes)));
  const Lanes bits = ((high & 0xffffffff) << 20) | ((low & 0xffffffff) >> 12) | math::detail::bits_of_one;
  const Reals value = (std::bit_cast<Reals>(bits) - 1) + 0x1p-53;
  std::memcpy(out, &value, sizeof value);
}

[[gnu::always_inline]] inline Lanes load(const std::uint64_t* from) {
  Lanes lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

void draw(const Address& at, const Places& places, Pairs& pairs) {
  const RandomBlock base = counter(at);
  for (std::size_t i = 0; i < block_size; i += lane_count) {
    const LaneBlock block =
        philox(at.seed, {load(places.agent + i), Lanes{} + base.b, load(places.replicate + i), Lanes{} + base.d});
    store_unit_interval(block.a, block.b, pairs.first + i);
    store_unit_interval(block.c, block.d, pairs.second + i);
  }
}

/// Calls use(pairs, first, n) for every block of the out positions [first, first + n).
template <class Use>
[[gnu::always_inline]] inline void for_pairs(const Address& at, const std::uint32_t* ids, std::size_t count,
                                             std::size_t lanes, Use use) {
  Places places;
  Pairs pairs;
  const int shift = std::countr_zero(lanes);
  for (std::size_t first = 0; first < count * lanes; first += block_size) {
    const std::size_t n = std::min(block_size, count * lanes - first);
    for (std::size_t i = 0; i < block_size; ++i) {
      const std::size_t place = first + (i < n ? i : 0);
      places.agent[i] = ids[place >> shift];
      places.replicate[i] = at.replicate + (place & (lanes - 1));
    }
    draw(at, places, pairs);
    use(pairs, first, n);
  }
}

void normals(const Address& at, const std::uint32_t* ids, std::size_t count, std::size_t lanes, double* out) {
  for_pairs(at, ids, count, lanes, [out](Pairs& pairs, std::size_t first, std::size_t n) {
    for (std::size_t i = 0; i < block_size; ++i) {
      pairs.first[i] = box_muller(pairs.first[i], pairs.second[i]);
    }
    std::copy_n(pairs.first, n, out + first);
  });
}

void uniforms(const Address& at, const std::uint32_t* ids, std::size_t count, std::size_t lanes, double* out) {
  for_pairs(at, ids, count, lanes, [out](const Pairs& pairs, std::size_t first, std::size_t n) {
    std::copy_n(pairs.first, n, out + first);
  });
}

}  // namespace

extern const NormalsKernel normals_kernel{normals, uniforms};

}  // namespace racesim::RACESIM_KERNEL

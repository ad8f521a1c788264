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
[[gnu::always_inline]] inline Reals unit_interval(Words high, Words low) {
  const Words bits = ((high & 0xffffffff) << 20) | ((low & 0xffffffff) >> 12) | math::detail::bits_of_one;
  return (std::bit_cast<Reals>(bits) - 1) + 0x1p-53;
}

/// Draws for the first n places, n a multiple of lane_count.
void draw(const Address& at, const Places& places, std::size_t n, Pairs& pairs) {
  const RandomBlock base = counter(at);
  for (std::size_t i = 0; i < n; i += lane_count) {
    const LaneBlock block =
        philox(at.seed, {load(places.agent + i), Words{} + base.b, load(places.replicate + i), Words{} + base.d});
    store(unit_interval(block.a, block.b), pairs.first + i);
    store(unit_interval(block.c, block.d), pairs.second + i);
  }
}

/// Fills `out` block by block with turn(first, second) of each pair.
template <class Turn>
[[gnu::always_inline]] inline void fill(const Address& at, const std::uint32_t* ids, std::size_t count,
                                        std::size_t lanes, double* out, Turn turn) {
  Places places;
  Pairs pairs;
  const int shift = std::countr_zero(lanes);
  const std::size_t total = count * lanes;
  for (std::size_t first = 0; first < total; first += block_size) {
    const std::size_t n = std::min(block_size, total - first);
    const std::size_t whole = (n + lane_count - 1) / lane_count * lane_count;
    for (std::size_t i = 0; i < whole; ++i) {
      const std::size_t place = std::min(first + i, total - 1);
      places.agent[i] = ids[place >> shift];
      places.replicate[i] = at.replicate + (place & (lanes - 1));
    }
    draw(at, places, whole, pairs);
    for (std::size_t i = 0; i < whole; ++i) {
      pairs.first[i] = turn(pairs.first[i], pairs.second[i]);
    }
    std::memcpy(out + first, pairs.first, n * sizeof(double));
  }
}

void normals(const Address& at, const std::uint32_t* ids, std::size_t count, std::size_t lanes, double* out) {
  fill(at, ids, count, lanes, out, [](double first, double second) { return box_muller(first, second); });
}

void uniforms(const Address& at, const std::uint32_t* ids, std::size_t count, std::size_t lanes, double* out) {
  fill(at, ids, count, lanes, out, [](double first, double) { return first; });
}

}  // namespace

extern const NormalsKernel normals_kernel{normals, uniforms};

}  // namespace racesim::RACESIM_KERNEL

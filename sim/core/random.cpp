#include "racesim/core/random.hpp"

#include <Random123/philox.h>

#include <algorithm>

namespace racesim {

std::uint32_t agent_id(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : name) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 32)) & 0x7fffffff;
}

Draws::Draws(const Address& at) {
  const auto [a, b, c, d] = philox(at.seed, counter(at));
  start_ = {a, b, c, d};
}

Draws::result_type Draws::operator()() {
  const std::uint64_t place = drawn_++;
  if (place % 4 == 0) {
    const std::uint64_t ordinal = place / 4;
    const r123::Philox4x32::ctr_type position{
        {static_cast<std::uint32_t>(ordinal), static_cast<std::uint32_t>(ordinal >> 32), start_[2], start_[3]}};
    const r123::Philox4x32::key_type key{{start_[0], start_[1]}};
    const auto block = r123::Philox4x32{}(position, key);
    std::copy(block.begin(), block.end(), block_.begin());
  }
  return block_[place % 4];
}

}  // namespace racesim

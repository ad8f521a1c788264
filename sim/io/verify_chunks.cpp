#include "verify_chunks.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace racesim::hdf5 {

namespace {

/// Fletcher's checksum (1982) of big-endian 16-bit words, sums modulo 65,535; an odd last byte counts as a high one.
std::uint32_t fletcher32(std::span<const unsigned char> bytes) {
  constexpr std::uint64_t modulus = 65535;
  constexpr std::size_t block = 1 << 20;  // bytes after which the sums are still far from 2^64
  std::uint64_t first = 0, second = 0;
  for (std::size_t begin = 0; begin < bytes.size(); begin += block) {
    const std::size_t end = std::min(bytes.size(), begin + block);
    for (std::size_t k = begin; k + 1 < end; k += 2) {
      first += std::uint64_t{bytes[k]} << 8 | bytes[k + 1];
      second += first;
    }
    if (end % 2 == 1) {
      first += std::uint64_t{bytes[end - 1]} << 8;
      second += first;
    }
    first %= modulus;
    second %= modulus;
  }
  return static_cast<std::uint32_t>(second << 16 | first);
}

/// The same number in both of its forms: sums that are 0 may be stored as 65,535.
std::uint32_t reduced(std::uint32_t checksum) {
  const std::uint32_t high = checksum >> 16, low = checksum & 0xffff;
  return (high == 0xffff ? 0 : high) << 16 | (low == 0xffff ? 0 : low);
}

/// True when checksums are the last thing done to a chunk.
bool has_checksums(hid_t dataset, const std::string& doing) {
  const Handle creation = require_handle(H5Dget_create_plist(dataset), doing);
  if (H5Pget_layout(creation.get()) != H5D_CHUNKED) return false;
  const int filters = require(H5Pget_nfilters(creation.get()), doing);
  if (filters == 0) return false;
  unsigned flags = 0, config = 0;
  std::size_t values = 0;
  const auto last = static_cast<unsigned>(filters - 1);
  return H5Pget_filter2(creation.get(), last, &flags, &values, nullptr, 0, nullptr, &config) == H5Z_FILTER_FLETCHER32;
}

}  // namespace

void verify_chunks(hid_t dataset, const std::string& doing) {
  if (!has_checksums(dataset, doing)) return;
  const Handle space = require_handle(H5Dget_space(dataset), doing);
  std::vector<hsize_t> at(static_cast<std::size_t>(require(H5Sget_simple_extent_ndims(space.get()), doing)));
  hsize_t chunks = 0;
  require(H5Dget_num_chunks(dataset, space.get(), &chunks), doing);
  std::vector<unsigned char> stored;
  for (hsize_t k = 0; k < chunks; ++k) {
    unsigned mask = 0;
    haddr_t address = 0;
    hsize_t size = 0;
    require(H5Dget_chunk_info(dataset, space.get(), k, at.data(), &mask, &address, &size), doing);
    stored.resize(size);
    std::uint32_t filters = 0;
    require(H5Dread_chunk(dataset, H5P_DEFAULT, at.data(), &filters, stored.data()), doing);
    if (size < 4) throw RunError(doing + ": a chunk is too short");
    const std::span bytes(stored);
    const unsigned char* tail = &stored[size - 4];
    const std::uint32_t there = tail[0] | tail[1] << 8 | tail[2] << 16 | static_cast<std::uint32_t>(tail[3]) << 24;
    if (reduced(fletcher32(bytes.first(size - 4))) != reduced(there)) throw RunError(doing + ": a chunk is damaged");
  }
}

}  // namespace racesim::hdf5

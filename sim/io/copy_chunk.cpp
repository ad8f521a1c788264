#include "copy_chunk.hpp"

#include <stdexcept>
#include <vector>

namespace racesim::hdf5 {

namespace {

std::vector<hsize_t> chunk_of(hid_t dataset, const std::string& doing) {
  const Handle creation = require_handle(H5Dget_create_plist(dataset), doing);
  const Handle space = require_handle(H5Dget_space(dataset), doing);
  std::vector<hsize_t> chunk(static_cast<std::size_t>(require(H5Sget_simple_extent_ndims(space.get()), doing)));
  require(H5Pget_chunk(creation.get(), static_cast<int>(chunk.size()), chunk.data()), doing);
  return chunk;
}

}  // namespace

void copy_chunk(hid_t source, hsize_t row, hid_t target, hsize_t to_row, const std::string& doing) {
  const std::vector<hsize_t> chunk = chunk_of(source, doing);
  if (chunk != chunk_of(target, doing) || row % chunk[0] != 0 || to_row % chunk[0] != 0)
    throw std::invalid_argument(doing + ": chunks of another shape, or a row within one");
  std::vector<hsize_t> from(chunk.size(), 0), to(chunk.size(), 0);
  from[0] = row;
  to[0] = to_row;
  hsize_t bytes = 0;
  require(H5Dget_chunk_storage_size(source, from.data(), &bytes), doing);
  if (bytes == 0) return;  // never written: the fill value stands there
  std::vector<unsigned char> stored(bytes);
  std::uint32_t filters = 0;
  require(H5Dread_chunk(source, H5P_DEFAULT, from.data(), &filters, stored.data()), doing);
  require(H5Dwrite_chunk(target, H5P_DEFAULT, filters, to.data(), stored.size(), stored.data()), doing);
}

}  // namespace racesim::hdf5

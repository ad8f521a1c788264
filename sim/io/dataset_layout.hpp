#pragma once
// The empty file: groups, dimension scales and datasets as NetCDF-4 wants them.
#include <string>
#include <vector>

#include "hdf5_handle.hpp"
#include "racesim/io/dataset_writer.hpp"

namespace racesim::hdf5 {

/// A dataset being written.
struct StoredVariable {
  std::string path;
  ValueType type = ValueType::float64;
  std::vector<hsize_t> shape;  ///< present lengths; empty for a scalar
  std::string grows;           ///< path of the unlimited dimension it grows along, or ""
  Handle dataset;
};

/// Creates everything that `schema` (checked) declares. Throws RunError "`doing`: cause".
std::vector<StoredVariable> create_layout(hid_t file, const FileSchema& schema, const WriterOptions& options,
                                          const std::string& doing);

/// Lengths of a chunk of about `bytes`: whole trailing dimensions, as many rows as fit. A length of 0 is unknown.
std::vector<hsize_t> chunk_shape(const std::vector<hsize_t>& lengths, std::size_t value_bytes, std::size_t bytes);

}  // namespace racesim::hdf5

#pragma once
// Chunks from dataset to dataset as they are stored.
#include <string>

#include "hdf5_handle.hpp"

namespace racesim::hdf5 {

/// Copies the chunk that begins at row `row` of `source` to row `to_row` of `target`. Throws RunError "`doing`: cause",
/// std::invalid_argument when chunks differ in shape or a row is not where one begins.
void copy_chunk(hid_t source, hsize_t row, hid_t target, hsize_t to_row, const std::string& doing);

}  // namespace racesim::hdf5

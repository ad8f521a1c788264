#pragma once
// Checksums of stored chunks.
#include <string>

#include "hdf5_handle.hpp"

namespace racesim::hdf5 {

/// Checks the Fletcher-32 checksum behind every chunk of a dataset that has them. Throws RunError "`doing`: cause".
void verify_chunks(hid_t dataset, const std::string& doing);

}  // namespace racesim::hdf5

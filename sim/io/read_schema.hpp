#pragma once
// What an open file declares.
#include <string>
#include <vector>

#include "hdf5_handle.hpp"
#include "racesim/io/file_schema.hpp"

namespace racesim::hdf5 {

/// Throws RunError "`doing`: cause", as all of these do.
FileSchema read_schema(hid_t root, const std::string& doing);

Handle space_of(hid_t dataset, const std::string& doing);
/// Lengths of the axes of a space, and how far each may grow where `limit` is given.
std::vector<hsize_t> extent(hid_t space, std::vector<hsize_t>* limit, const std::string& doing);

}  // namespace racesim::hdf5

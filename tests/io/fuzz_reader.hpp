#pragma once
// One input of the fuzzer, see fuzz_reader.cpp.
#include <string>

namespace racesim::testing {

/// Reads `input` as a scenario, as a table or as a `--set` option, by its first byte; what is accepted must be written
/// and read back to the same. Ends the program when that fails; throws only when the reader does.
void read_anything(const std::string& input);

}  // namespace racesim::testing

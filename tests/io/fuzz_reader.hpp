#pragma once
// One input of the fuzzer, see fuzz_reader.cpp.
#include <string>

namespace racesim::testing {

/// First bytes, which no text may hold, of inputs that are a table or a `--set` option; all others are scenarios.
inline constexpr char table_mark = '\x01';
inline constexpr char option_mark = '\x02';

/// Reads `input` as a scenario, a table or an option; what is accepted must be written and read back to the same.
/// Ends the program when that fails; throws only when the reader does.
void read_anything(const std::string& input);

}  // namespace racesim::testing

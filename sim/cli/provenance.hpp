#pragma once
// What this program is made of, for result files and `racesim info`.
#include <string>
#include <utility>
#include <vector>

#include "racesim/io/result_layout.hpp"

namespace racesim {

/// Compiler, flags and the instruction set in use.
std::string build_text();
/// Name and version of every library.
std::vector<std::pair<std::string, std::string>> libraries();
/// For a file written now by `command_line`.
Provenance provenance(const std::string& command_line);

}  // namespace racesim

#pragma once
// What is wrong with an input, with the lines it stands on.
#include <map>
#include <span>
#include <string>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// Findings with the lines they stand on, a caret below. Lines come from `texts` (what is no file) or from the files.
std::string describe(std::span<const Diagnostic> findings, const std::map<std::string, std::string>& texts,
                     bool colour);

}  // namespace racesim

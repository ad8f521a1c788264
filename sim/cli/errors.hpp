#pragma once
// What the program says on standard error when something is wrong.
#include <map>
#include <span>
#include <string>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// Prints findings to standard error.
void report(std::span<const Diagnostic> findings, const std::map<std::string, std::string>& texts);

/// Prints `racesim: error: message` to standard error.
void report_error(const std::string& message);
/// Prints `racesim: message` to standard error.
void note(const std::string& message);

}  // namespace racesim

#pragma once
// Contracts of our own code, checked in release builds too: a broken one is a fault of racesim, never of its input.

namespace racesim {

/// Prints file and line to standard error and aborts.
[[noreturn]] void contract_broken(const char* file, int line);

/// Stops the program where `condition` does not hold.
inline void expects(bool condition, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (!condition) [[unlikely]]
    contract_broken(file, line);
}

}  // namespace racesim

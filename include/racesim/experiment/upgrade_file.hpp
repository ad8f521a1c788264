#pragma once
// Scenario and study files of an earlier format in the words of today's.
#include <string>

namespace racesim {

struct UpgradedFile {
  std::string path;
  std::string before;  ///< the whole text
  std::string after;   ///< equal to `before` for a file of today's format without former names
};

/// Reads a scenario or study file and rewrites it in place, in memory: see racesim/io/upgrade.hpp. Throws InputError
/// with file, line and column when it is neither, cannot be read or cannot be rewritten.
UpgradedFile upgrade_file(const std::string& path);

}  // namespace racesim

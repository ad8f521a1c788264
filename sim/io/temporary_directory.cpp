#include "racesim/io/temporary_directory.hpp"

#include <stdlib.h>

#include <string>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / ("racesim-" + std::string(6, 'X'))).string();
  if (mkdtemp(name.data()) == nullptr) throw RunError("cannot make a temporary directory " + name);
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace racesim

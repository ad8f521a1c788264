#pragma once
// A directory that goes with its owner.
#include <filesystem>

namespace racesim {

class TemporaryDirectory {
 public:
  /// Below the system's directory for temporary files. Throws RunError when it cannot be made.
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace racesim

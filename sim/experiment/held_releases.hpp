#pragma once
// Releases of runs whose turn in the file has not come: on disk, because there may be more of them than memory.
#include <cstdio>
#include <functional>
#include <memory>
#include <span>

#include "racesim/io/result_layout.hpp"

namespace racesim {

class HeldReleases {
 public:
  /// Throws RunError when there is no room for them.
  void keep(std::span<const ReleaseOfRun> releases);
  /// All of them, in pieces, in the order in which they were kept.
  void hand_back(const std::function<void(std::span<const ReleaseOfRun>)>& take);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;  ///< without a name: gone with the process
};

}  // namespace racesim

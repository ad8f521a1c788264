#pragma once
// Many shards as one result file. Chunks are copied as they are, compressed and with their checksums.
#include <filesystem>
#include <functional>

#include "racesim/experiment/sweep.hpp"
#include "racesim/io/pending_file.hpp"

namespace racesim {

struct MergeOptions {
  bool partial = false;  ///< take the shards before the first that is not there; else that is RunError
  Existing existing = Existing::keep;
};

struct Merged {
  std::uint64_t shards = 0;
  std::uint64_t runs = 0;
  std::uint64_t bytes = 0;     ///< of the file
  std::filesystem::path kept;  ///< name of the earlier file, or ""
};

/// Merges the shards of a sweep into `output`. A partial merge is cut by number, not by who finished first, which would
/// bias it, and down to whole blocks of the design; the file then has `interrupted` = 1. `done` is told of each shard.
/// Throws RunError when a shard is missing, damaged or of another plan, or when the file cannot be written.
Merged merge_shards(const Sweep& sweep, const std::filesystem::path& output, const MergeOptions& options,
                    const std::function<void(std::uint64_t)>& done);

/// Writes a file that refers to the shards instead of holding their runs: at once, whatever the size. Runs of shards
/// that are not there have `status` 0. It is of use as long as the shards stay where they are; texts (`error`) and
/// releases are not in it.
Merged refer_to_shards(const Sweep& sweep, const std::filesystem::path& output, Existing existing);

}  // namespace racesim

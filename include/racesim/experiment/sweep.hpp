#pragma once
// A planned sweep and its directory, which holds all it takes to run it on any machine with the same program:
//   plan.yaml  study.yaml  scenarios/*.yaml  points.csv (table designs)  shards/*.h5  logs/  NAME.h5 (merged)
// Scenarios are kept resolved, so that later changes of the files they came from cannot touch the sweep.
#include <filesystem>
#include <string>
#include <vector>

#include "racesim/experiment/load_study.hpp"
#include "racesim/experiment/plan.hpp"

namespace racesim {

struct Sweep {
  std::filesystem::path directory;
  Plan plan;
  LoadedStudy study;

  std::filesystem::path shard_path(std::uint64_t shard) const;
  std::filesystem::path merged_path() const;
};

/// Identity of all that determines a study's results: design but for how far it goes, factors, scenarios in full, the
/// program; not titles and other words. A version 5 UUID (SHA-1).
std::string identity(const LoadedStudy& study);

/// Refuses, before a pilot runs, what write_sweep() would: a directory that cannot be written, or that holds another
/// sweep unless `replace`.
void check_place(const std::filesystem::path& directory, const LoadedStudy& study, bool replace);

/// Writes a plan and all it needs into `directory`. A sweep of the same identity that is there already stays: its
/// shards count, and it never becomes smaller. Another one is InputError, unless `replace`, which keeps its shards as
/// `shards.~1~`.
Sweep write_sweep(const std::filesystem::path& directory, LoadedStudy study, Plan plan, bool replace);

/// Reads a planned sweep. Throws InputError when there is none, when its files were changed since, or when it was
/// planned by another version of the program.
Sweep open_sweep(const std::filesystem::path& directory);

/// Makes the design larger and writes the plan anew; shards that are there stay as they are. Requires an extendable
/// design and a size not below the present one.
void extend_sweep(Sweep& sweep, std::int64_t size);

enum class ShardState { done, missing, torn, foreign };
struct ShardReport {
  ShardState state = ShardState::missing;
  std::string why;  ///< what is wrong with the file; empty when it is done or not there
};
/// How closely: `quick` at what the file says of itself, `thorough` at the checksums of all that it holds as well.
enum class Look { quick, thorough };
/// Looks at the file of a shard.
ShardReport inspect(const Sweep& sweep, std::uint64_t shard, Look look = Look::quick);

}  // namespace racesim

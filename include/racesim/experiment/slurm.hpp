#pragma once
// What is left of a sweep as jobs of a Slurm cluster: an array of tasks, and a job that merges.
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/experiment/sweep_state.hpp"

namespace racesim {

struct SlurmOptions {
  std::filesystem::path program;  ///< that runs `sweep run` and `merge` on the nodes
  std::string partition, account, qos, memory;
  std::vector<std::string> further;       ///< options of sbatch as they are
  std::uint32_t tasks = 0;                ///< 0: one for each shard, a hundred at most
  std::uint32_t processors = 1;           ///< of a task
  std::chrono::duration<double> time{0};  ///< limit of a task; 0: twice what the pilot says
};

/// A time limit in seconds as sbatch takes it: minutes, minutes:seconds, hours:minutes:seconds, days-hours,
/// days-hours:minutes or days-hours:minutes:seconds; or a number with a unit, 30m, 2h, 2d. Nothing for any other text
/// and for no time at all.
std::optional<double> parse_slurm_time(std::string_view text);

/// Tasks among which the shards are dealt: task K of N runs shards K, K + N, K + 2 N, ...
std::uint32_t tasks_of(const SlurmOptions& options, const Sweep& sweep);
/// Those of them that have a shard to run.
std::vector<std::uint64_t> busy_tasks(const SweepState& state, std::uint32_t tasks);

/// The scripts. InputError for an option, or a directory, that would not stand on one line.
std::string array_script(const SlurmOptions& options, const Sweep& sweep, const std::vector<std::uint64_t>& busy,
                         std::uint32_t tasks);
std::string merge_script(const SlurmOptions& options, const Sweep& sweep);

/// Hands a script to sbatch, to begin when the job `dependency` has ended ("": at once); gives the number of the job.
/// RunError when sbatch fails.
std::string submit(const std::filesystem::path& script, const std::string& dependency);

}  // namespace racesim

#include "racesim/experiment/sweep_runner.hpp"

#include <algorithm>

#include "racesim/io/pending_file.hpp"

namespace racesim {

Ending SweepRunner::run(const NextShard& next, std::chrono::duration<double> max_walltime, Progress& progress,
                        const HeldSignals& signals) {
  const Watch watch(signals, progress, max_walltime, "",
                    {.interrupted = "interrupted; finishing the shard under way (again: give it up)",
                     .aborted = "aborted; the shard under way is lost, sweep resume runs it"});
  double seconds_per_run = 0;  // of the shards so far
  while (!watch.stop()) {
    const auto left = max_walltime - progress.elapsed();
    const std::optional<std::uint64_t> shard = next();
    if (!shard) return Ending::complete;
    if (being_written(sweep_.shard_path(*shard))) {
      elsewhere_.push_back(*shard);
      continue;
    }
    const std::uint64_t runs = sweep_.plan.runs_of(*shard).count;
    if (runs_ > 0 && static_cast<double>(runs) * seconds_per_run > left.count()) return Ending::out_of_time;
    const auto begin = progress.elapsed();
    const ShardRunner::Result result =
        runner_.run(*shard, threads_, watch.late(), [&](std::uint32_t done) { progress.add(done); });
    if (!result.complete) break;
    runs_ += result.runs;
    failed_ += result.failed;
    seconds_per_run = (progress.elapsed() - begin).count() / static_cast<double>(result.runs);
  }
  return watch.ending();
}

NextShard one_by_one(std::vector<std::uint64_t> shards) {
  std::ranges::reverse(shards);
  return [shards = std::move(shards)]() mutable -> std::optional<std::uint64_t> {
    if (shards.empty()) return std::nullopt;
    const std::uint64_t shard = shards.back();
    shards.pop_back();
    return shard;
  };
}

}  // namespace racesim

#include "racesim/experiment/pilot.hpp"

#include "racesim/experiment/run_shard.hpp"
#include "racesim/io/temporary_directory.hpp"

namespace racesim {

Pilot pilot(const LoadedStudy& study, int threads) {
  constexpr double enough = 1.0;  // seconds
  constexpr std::int64_t first_runs = 64, factor = 4;
  Plan plan{.runs_per_point = study.runs_per_point()};
  const auto all = static_cast<std::int64_t>(study.points.count(study.study.design.size));
  const std::atomic<bool> never = false;
  double first_bytes = 0, first_count = 0;
  for (plan.points = std::max<std::int64_t>(1, first_runs / plan.runs_per_point);; plan.points *= factor) {
    const TemporaryDirectory place;
    plan.points = std::min(plan.points, all);
    plan.size = study.study.design.size;
    cut_into_shards(plan, plan.runs());
    const Sweep sweep = write_sweep(place.path(), study, plan, true);
    ShardRunner runner(sweep);
    const auto start = std::chrono::steady_clock::now();
    runner.run(0, threads, never, [](std::uint32_t) {});
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    const double bytes = static_cast<double>(std::filesystem::file_size(sweep.shard_path(0)));
    const std::uint64_t runs = sweep.plan.runs_of(0).count;
    const auto count = static_cast<double>(runs);
    if (taken.count() >= enough || plan.points == all) {
      const double each = first_count > 0 ? (bytes - first_bytes) / (count - first_count) : 0;
      return {.runs = runs,
              .threads = threads,
              .seconds = taken.count(),
              .fixed_bytes = bytes - each * count,
              .bytes_per_run = each};
    }
    if (first_count == 0) {
      first_bytes = bytes;
      first_count = count;
    }
  }
}

Plan make_plan(const LoadedStudy& study, const std::optional<Pilot>& found, const ShardSize& size) {
  Plan plan{.size = study.study.design.size, .runs_per_point = study.runs_per_point()};
  plan.points = static_cast<std::int64_t>(study.points.count(plan.size));
  if (found) {
    plan.thread_seconds_per_run = found->threads / found->rate();
    plan.bytes_per_run = found->bytes_per_run;
  }
  const double in_time = found ? size.time.count() * found->rate() : 1;
  cut_into_shards(plan, size.runs > 0 ? size.runs : static_cast<std::uint64_t>(in_time));
  return plan;
}

}  // namespace racesim

// A pilot of a study: what its runs cost, found by doing some.
#include <stdlib.h>

#include "errors.hpp"
#include "racesim/experiment/run_shard.hpp"
#include "sweep.hpp"

namespace racesim {

namespace {

namespace fs = std::filesystem;

/// A directory that goes with this.
class Temporary {
 public:
  Temporary() : path_((fs::temp_directory_path() / ("racesim-pilot-" + std::string(6, 'X'))).string()) {
    if (mkdtemp(path_.data()) == nullptr) throw RunError("cannot make a directory for the pilot in " + path_);
  }
  ~Temporary() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

Pilot pilot(const LoadedStudy& study, int threads) {
  constexpr double enough = 1.0;  // seconds
  constexpr std::int64_t first_runs = 64, factor = 4;
  Plan plan{.runs_per_point = study.runs_per_point()};
  const auto all = static_cast<std::int64_t>(study.points.count(study.study.design.size));
  const std::atomic<bool> never = false;
  double first_bytes = 0, first_count = 0;
  for (plan.points = std::max<std::int64_t>(1, first_runs / plan.runs_per_point);; plan.points *= factor) {
    const Temporary place;
    plan.points = std::min(plan.points, all);
    plan.size = study.study.design.size;
    cut_into_shards(plan, plan.runs());
    const Sweep sweep = write_sweep(place.path(), study, plan, true);
    ShardRunner runner(sweep);
    const auto start = std::chrono::steady_clock::now();
    runner.run(0, threads, never, [](std::uint32_t) {});
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    const double bytes = static_cast<double>(fs::file_size(sweep.shard_path(0)));
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

}  // namespace racesim

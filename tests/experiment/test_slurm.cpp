// Job scripts, and which tasks are left.
#include "racesim/experiment/slurm.hpp"
#include "support/catch.hpp"
#include "support/studies.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("tasks that have nothing to run are not submitted, and the others pass over shards that are there") {
  const Scratch here;
  const Sweep sweep = planned_sweep(here, "s", study_text("design: {type: monte_carlo, size: 12}\nreplicates: 1\n"), 4);
  REQUIRE(sweep.plan.shards() > 3);
  SlurmOptions options{
      .program = "/opt/it's/racesim", .partition = "main", .tasks = 3, .processors = 8, .time = std::chrono::hours(2)};
  run_shards(sweep, {1});
  CHECK(tasks_of(options, sweep) == 3);
  const SweepState state = state_of(sweep);
  CHECK(state.done == std::vector<std::uint64_t>{1});
  const auto busy = busy_tasks(state, static_cast<std::uint32_t>(sweep.plan.shards()));
  CHECK(std::ranges::find(busy, std::uint64_t{1}) == busy.end());
  const std::string script = array_script(options, sweep, {0, 2}, 3);
  CHECK_THAT(script, ContainsSubstring("#SBATCH --partition=main\n"));
  CHECK_THAT(script, ContainsSubstring("#SBATCH --array=0,2\n"));
  CHECK_THAT(script, ContainsSubstring("#SBATCH --time=0-02:00:00\n"));
  CHECK_THAT(script, ContainsSubstring("exec '/opt/it'\\''s/racesim' sweep run "));
  CHECK_THAT(script, ContainsSubstring("--task \"$SLURM_ARRAY_TASK_ID/3\" -j 8"));
  CHECK_THAT(merge_script(options, sweep), ContainsSubstring("merge "));
  CHECK(ranges_text({0, 1, 2, 5, 7, 8}) == "0-2, 5, 7-8");
}

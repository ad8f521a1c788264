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

TEST_CASE("time limits are read as sbatch reads them") {
  constexpr double minute = 60, hour = 3600, day = 86400;
  CHECK(parse_slurm_time("90") == 90 * minute);
  CHECK(parse_slurm_time("1:30") == 90);
  CHECK(parse_slurm_time("1:30:00") == 1.5 * hour);
  CHECK(parse_slurm_time("1-0") == day);
  CHECK(parse_slurm_time("2-12:30") == 2 * day + 12 * hour + 30 * minute);
  CHECK(parse_slurm_time("1-00:00:00") == day);
  CHECK(parse_slurm_time("0-1:02:03") == hour + 2 * minute + 3);
  CHECK(parse_slurm_time("30m") == 30 * minute);
  CHECK(parse_slurm_time("2d") == 2 * day);
  CHECK(parse_slurm_time("10 min") == 10 * minute);
  CHECK(parse_slurm_time("2h") == 2 * hour);
  CHECK(parse_slurm_time("30s") == 30);
  for (const char* other : {"", "0", "0:00", "-5", "1-", "1-2:3:4:5", "1:2:3:4", "1:", ":1", "90.5", "1 2", "1-1-1",
                            "soon", "3 MW", "-1h", "0h"}) {
    INFO(other);
    CHECK_FALSE(parse_slurm_time(other));
  }
}

TEST_CASE("no text becomes a line of its own in a script") {
  const Scratch here;
  std::string text = study_text("design: {type: monte_carlo, size: 4}\nreplicates: 1\n");
  text.replace(text.find("name: small"), 11, "name: \"small\\ntouch PWNED\"");
  const Sweep sweep = planned_sweep(here, "s \"%A\" s", text, 4);
  const SlurmOptions options{.program = "/opt/racesim"};
  const std::string script = array_script(options, sweep, {0}, 1);
  CHECK_THAT(script, ContainsSubstring("\n# small touch PWNED: task K of 1"));
  CHECK(script.find("\ntouch") == std::string::npos);
  CHECK_THAT(script, ContainsSubstring("/s \\\"%%A\\\" s/logs/%A_%a.log\"\n"));
  CHECK_THAT(script, ContainsSubstring("/s \"%A\" s' --task"));
  const auto refused = [&](SlurmOptions bad) {
    CHECK_THROWS_AS(array_script(bad, sweep, {0}, 1), InputError);
    if (bad.memory.empty()) CHECK_THROWS_AS(merge_script(bad, sweep), InputError);
  };
  refused({.partition = "main\ntouch PWNED"});
  refused({.account = "a --uid=0"});
  refused({.qos = "q\rx"});
  refused({.memory = "1G\n#"});
  refused({.further = {"--constraint=avx512\ntouch PWNED"}});
  Sweep elsewhere = sweep;
  elsewhere.directory = here / "a\nb";
  CHECK_THROWS_AS(array_script(options, elsewhere, {0}, 1), InputError);
}

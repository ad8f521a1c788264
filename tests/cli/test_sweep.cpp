// racesim sweep and merge, as users and schedulers meet them.
#include <fstream>
#include <random>

#include <nlohmann/json.hpp>

#include "program.hpp"
#include "racesim/io/pending_file.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A study in the directory; `more` replaces nothing and adds keys.
void write_study(const Scratch& here, const std::string& more, const std::string& name = "s") {
  std::ofstream(here / (name + ".yaml")) << "format: racesim-study/2\nname: " << name << "\nscenarios: [" << scenarios
                                         << "export_ban.yaml, " << scenarios << "no_controls.yaml]\n"
                                         << more;
}

const std::string quick = "set: [clock.end=2022-12, data_end=2022-12, \"paradigms=[]\"]\n";
const std::string two_factors =
    "design: {type: sobol, size: 60}\nfactors: [{name: research.induced_innovation_elasticity}, {name: "
    "research.quality_discount}]\n";

std::size_t shards_in(const Scratch& here, const std::string& sweep) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(here / sweep / "shards"))
    count += entry.path().filename().string().starts_with("shard-") ? 1 : 0;
  return count;
}

/// True while a living process writes a shard; what a killed one has left does not count.
bool work_under_way(const Scratch& here, const std::string& sweep) {
  const std::filesystem::path shards = here / sweep / "shards";
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator(shards, gone)) {
    const std::string name = entry.path().filename().string();
    if (name[0] == '.' && being_written(shards / name.substr(1, name.find(".tmp-") - 1))) return true;
  }
  return false;
}

nlohmann::json status(const Scratch& here, const std::string& sweep) {
  return nlohmann::json::parse(run_program(here.path(), {"sweep", "status", sweep, "--json"}).out);
}

}  // namespace

TEST_CASE("plan says what a study costs; run, status and merge do what they say") {
  const Scratch here;
  write_study(here, quick + two_factors);
  const Ended dry = run_program(here.path(), {"sweep", "plan", "s.yaml", "-n"});
  CHECK(dry.code == 0);
  CHECK_THAT(dry.out, ContainsSubstring("60 points x 2 scenarios x 1 replicates = 120, own random numbers"));
  CHECK_THAT(dry.out, ContainsSubstring("120 runs: about "));
  CHECK_FALSE(std::filesystem::exists(here / "s.sweep"));
  const Ended planned = run_program(here.path(), {"sweep", "plan", "s.yaml", "--shard-runs", "40"});
  CHECK(planned.code == 0);
  CHECK_THAT(planned.out, ContainsSubstring("shards     3 of 40 runs"));
  CHECK_THAT(planned.err, ContainsSubstring("next: racesim sweep run s.sweep"));

  CHECK(run_program(here.path(), {"sweep", "run", "s.sweep", "--shards", "1"}).code == 0);
  CHECK(status(here, "s.sweep")["missing"] == nlohmann::json({0, 2}));
  CHECK(run_program(here.path(), {"sweep", "run", "s.sweep", "--task", "2/3", "-q"}).code == 0);
  CHECK(status(here, "s.sweep")["runs_done"] == 80);
  const Ended early = run_program(here.path(), {"merge", "s.sweep"});
  CHECK(early.code == 1);
  CHECK_THAT(early.err, ContainsSubstring("shard 0 of 3 is not there"));
  const Ended told = run_program(here.path(), {"sweep", "explain", "s.sweep"});
  CHECK_THAT(told.out, ContainsSubstring("shard 0 is to be run: there is no s.sweep/shards/shard-000000.h5"));
  CHECK(run_program(here.path(), {"sweep", "status", "s.sweep"}).code == 4);

  const Ended resumed = run_program(here.path(), {"sweep", "resume", "s.sweep"});
  CHECK(resumed.code == 0);
  CHECK_THAT(resumed.err, ContainsSubstring("wrote s.sweep/s.h5 (120 runs"));
  CHECK(run_program(here.path(), {"sweep", "status", "s.sweep"}).code == 0);
  CHECK(run_program(here.path(), {"sweep", "status", "s.sweep", "--watch"}).code == 0);
  const std::string bits = text_of(here / "s.sweep/s.h5");
  CHECK(run_program(here.path(), {"merge", "s.sweep", "-o", "again.h5"}).code == 0);
  CHECK(text_of(here / "again.h5") == bits);
  const Ended whole =
      run_program(here.path(), {"sweep", "run", "s.yaml", "-o", "t.sweep", "--shard-runs", "40", "-j", "1"});
  CHECK(whole.code == 0);
  CHECK(text_of(here / "t.sweep/s.h5") == bits);
}

TEST_CASE("a sweep killed at any moment goes on where it was: no run lost, none twice, the same bits", "[slow]") {
  const Scratch here;
  write_study(here, two_factors + "replicates: 4\n");
  const auto begin = std::chrono::steady_clock::now();
  const Words calm{"sweep", "run", "s.yaml", "-o", "calm.sweep", "--shard-runs", "8", "-j", "1", "-q"};
  REQUIRE(run_program(here.path(), calm).code == 0);
  const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - begin;
  REQUIRE(run_program(here.path(), {"sweep", "plan", "s.yaml", "-o", "hunted.sweep", "--shard-runs", "8"}).code == 0);
  std::mt19937 generator(1);  // of moments within the time of four of the 60 shards, however fast the machine is
  std::uniform_real_distribution<double> moment(0, 4. / 60);
  std::set<std::size_t> reached;
  for (int k = 0; k < 20; ++k) {
    const Program hunted(here.path(), {"sweep", "resume", "hunted.sweep", "--no-merge", "-j", "1"});
    await(hunted, [&] { return work_under_way(here, "hunted.sweep"); });
    std::this_thread::sleep_for(whole * moment(generator));
    hunted.signal(SIGKILL);
    hunted.wait();
    reached.insert(shards_in(here, "hunted.sweep"));
  }
  CHECK(reached.size() > 3);  // it was caught at work, not before or after
  CHECK(run_program(here.path(), {"sweep", "resume", "hunted.sweep"}).code == 0);
  CHECK(text_of(here / "hunted.sweep/s.h5") == text_of(here / "calm.sweep/s.h5"));
  for (const auto& entry : std::filesystem::directory_iterator(here / "hunted.sweep/shards"))
    CHECK(entry.path().extension() == ".h5");  // nothing half written stays
  const DatasetReader file(here / "hunted.sweep/s.h5");
  const auto status = file.read<std::int8_t>("status");
  CHECK(std::count(status.begin(), status.end(), 1) == 480);
}

TEST_CASE("two processes at one sweep share its shards; what one is at the other passes over") {
  const Scratch here;
  write_study(here, two_factors + "replicates: 2\n");
  REQUIRE(run_program(here.path(), {"sweep", "run", "s.yaml", "-o", "one.sweep", "--shard-runs", "12", "-q"}).code ==
          0);
  REQUIRE(run_program(here.path(), {"sweep", "plan", "s.yaml", "-o", "two.sweep", "--shard-runs", "12"}).code == 0);
  const Words words{"sweep", "run", "two.sweep", "-j", "1", "--no-merge"};
  const Program first(here.path(), words), second(here.path(), words);
  const int a = first.wait().code, b = second.wait().code;
  CHECK((a == 0 || a == 4));
  CHECK((b == 0 || b == 4));
  CHECK(run_program(here.path(), {"sweep", "resume", "two.sweep"}).code == 0);
  CHECK(text_of(here / "two.sweep/s.h5") == text_of(here / "one.sweep/s.h5"));
}

TEST_CASE("a signal ends a sweep after the shard under way, a time limit before one that would not fit") {
  const Scratch here;
  write_study(here, "design: {type: monte_carlo, size: 4000}\n");
  REQUIRE(run_program(here.path(), {"sweep", "plan", "s.yaml", "--shard-runs", "20"}).code == 0);
  const Program program(here.path(), {"sweep", "run", "s.sweep", "-v"});
  await(program, [&] { return shards_in(here, "s.sweep") > 0; });
  program.signal(SIGINT);
  const Ended ended = program.wait();
  CHECK(ended.code == 130);
  CHECK_THAT(ended.err, ContainsSubstring("interrupted; finishing the shard under way"));
  CHECK_THAT(ended.err, ContainsSubstring("shards are not there yet"));
  const std::size_t then = shards_in(here, "s.sweep");
  CHECK(then >= 1);
  CHECK(then < 400);
  const Ended late = run_program(here.path(), {"sweep", "resume", "s.sweep", "--max-walltime", "1"});
  CHECK(late.code == 4);
  CHECK_THAT(late.err, ContainsSubstring("--max-walltime was reached"));
  CHECK(shards_in(here, "s.sweep") > then);
}

TEST_CASE("a torn shard is named, run again and does not come into the result") {
  const Scratch here;
  write_study(here, quick + two_factors);
  REQUIRE(run_program(here.path(), {"sweep", "run", "s.yaml", "--shard-runs", "40", "-q"}).code == 0);
  const std::string bits = text_of(here / "s.sweep/s.h5");
  std::filesystem::resize_file(here / "s.sweep/shards/shard-000001.h5", 5000);
  CHECK(status(here, "s.sweep")["broken"] == nlohmann::json({1}));
  const Ended told = run_program(here.path(), {"sweep", "explain", "s.sweep"});
  CHECK_THAT(told.out, ContainsSubstring("shard 1 is to be run again"));
  const Ended refused = run_program(here.path(), {"merge", "s.sweep"});
  CHECK(refused.code == 1);
  CHECK_THAT(refused.err, ContainsSubstring("shard-000001.h5\" cannot be merged"));
  CHECK(run_program(here.path(), {"sweep", "resume", "s.sweep", "-q"}).code == 0);
  CHECK(text_of(here / "s.sweep/s.h5") == bits);
}

TEST_CASE("a full disk ends a sweep with an error, and what was done before stays") {
  const Scratch here;
  write_study(here, "design: {type: monte_carlo, size: 40}\nrecord: standard\n");
  REQUIRE(run_program(here.path(), {"sweep", "plan", "s.yaml", "--shard-runs", "20"}).code == 0);
  REQUIRE(run_program(here.path(), {"sweep", "run", "s.sweep", "--shards", "0", "-q"}).code == 0);
  const auto size = std::filesystem::file_size(here / "s.sweep/shards/shard-000000.h5");
  const std::string limited =
      "ulimit -f " + std::to_string(size / 1024 / 2) + "; trap '' XFSZ; exec \"$0\" \"$@\" 2>err.txt";
  const pid_t child = start_child([&] {
    if (chdir(here.path().c_str()) != 0) return 127;
    return execl("/bin/bash", "bash", "-c", limited.c_str(), RACESIM_PROGRAM, "sweep", "resume", "s.sweep", "-q",
                 nullptr);
  });
  CHECK(end_of(child) == 1);
  CHECK_THAT(text_of(here / "err.txt"), ContainsSubstring("shard-000001.h5\": File too large"));
  CHECK(shards_in(here, "s.sweep") == 1);
  CHECK(run_program(here.path(), {"sweep", "resume", "s.sweep", "-q"}).code == 0);
  CHECK(shards_in(here, "s.sweep") == 4);
}

TEST_CASE("the stop rule doubles the design until the mean is known well enough, or says that it is not") {
  const Scratch here;
  const std::string rule = "stop: {outcome: final_leader_eci, scenario: export_ban, half_width: ";
  write_study(here,
              "set: [clock.end=2023-06, data_end=2023-06, \"paradigms=[]\"]\ndesign: {type: monte_carlo, size: 8}\n" +
                  rule + "1}\n");
  const Ended enough = run_program(here.path(), {"sweep", "run", "s.yaml", "--shard-runs", "16"});
  CHECK(enough.code == 0);
  CHECK_THAT(enough.err, ContainsSubstring("doubling the design to size 16"));
  CHECK_THAT(enough.err, ContainsSubstring("; 1 was asked for"));
  CHECK(datasets(here / "s.sweep/s.h5").at("status").size() > 16);
  write_study(here,
              "set: [clock.end=2023-06, data_end=2023-06, \"paradigms=[]\"]\ndesign: {type: monte_carlo, size: 8}\n" +
                  rule + "0.01, largest: 16}\n",
              "t");
  const Ended not_enough = run_program(here.path(), {"sweep", "run", "t.yaml", "--shard-runs", "16"});
  CHECK_THAT(not_enough.err, ContainsSubstring("; 0.01 was asked for and is not reached at the largest size allowed"));
  CHECK(datasets(here / "t.sweep/t.h5").at("status").size() == 32);
}

TEST_CASE("mistakes in the use of sweep are told, with exit code 2 and nothing written") {
  const Scratch here;
  write_study(here, quick + two_factors);
  REQUIRE(run_program(here.path(), {"sweep", "plan", "s.yaml", "--shard-runs", "40"}).code == 0);
  const auto refused = [&](const Words& words, const std::string& why) {
    const Ended ended = run_program(here.path(), words);
    INFO(ended.err);
    CHECK(ended.code == 2);
    CHECK_THAT(ended.err, ContainsSubstring(why));
  };
  refused({"sweep", "run", "s.sweep", "--shards", "3"}, "from 0 to 2");
  refused({"sweep", "run", "s.sweep", "--task", "3/3"}, "K/N with K below N");
  refused({"sweep", "run", "s.sweep", "--set", "replicates=2"}, "is planned already");
  refused({"sweep", "status", "."}, "no plan.yaml");
  refused({"sweep", "plan", "no_such.yaml"}, "no_such.yaml");
  refused({"sweep", "plan", "s.yaml", "--set", "random_numbers=comon", "--shard-runs", "40"},
          "did you mean \"common\"?");
  refused({"sweep", "plan", "s.yaml", "--set", "random_numbers=common", "--shard-runs", "40"}, "holds another sweep");
  refused({"sweep", "plna", "s.yaml"}, "plna");
  refused({"sweep", "plan", "s.yaml", "--shardruns", "3"}, "--shard-runs");
  CHECK(run_program(here.path(), {"sweep"}).code == 2);
}

TEST_CASE("a submission without a scheduler is printed with -n, and otherwise an error") {
  const Scratch here;
  write_study(here, quick + two_factors);
  REQUIRE(run_program(here.path(), {"sweep", "plan", "s.yaml", "--shard-runs", "40"}).code == 0);
  const Ended dry = run_program(here.path(), {"sweep", "submit", "s.sweep", "-n", "--partition", "main", "--account",
                                              "policy", "--cpus", "8", "--time", "2h", "--sbatch=--constraint=avx512"});
  CHECK(dry.code == 0);
  for (const char* line : {"#SBATCH --partition=main", "#SBATCH --account=policy", "#SBATCH --cpus-per-task=8",
                           "#SBATCH --time=0-02:00:00", "#SBATCH --constraint=avx512", "#SBATCH --array=0-2",
                           "--task \"$SLURM_ARRAY_TASK_ID/3\" -j 8 --max-walltime 7140"})
    CHECK_THAT(dry.out, ContainsSubstring(line));
  CHECK_FALSE(std::filesystem::exists(here / "s.sweep/array.sbatch"));
}

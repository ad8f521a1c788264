// Scenarios run as they stand into one file.
#include <algorithm>
#include <thread>

#include "racesim/experiment/scenario_runs.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"
#include "support/scratch.hpp"

using namespace racesim;

namespace {

const std::vector<std::string> few_months = {"clock.end=2022-12", "paradigms=[]", "data_end=2022-12"};

LoadedScenario scenario(const std::string& name, int replicates) {
  std::vector<std::string> changes = few_months;
  changes.push_back("replicates=" + std::to_string(replicates));
  std::vector<Diagnostic> warnings;
  return load_scenario(std::string(RACESIM_SOURCE_DIR) + "/scenarios/" + name + ".yaml", changes, warnings);
}

std::deque<ScenarioRuns> two_scenarios() {
  std::vector<LoadedScenario> loaded;
  loaded.push_back(scenario("export_ban", 40));
  loaded.push_back(scenario("no_controls", 25));
  return make_scenario_runs(std::move(loaded));
}

}  // namespace

TEST_CASE("a file of scenarios has the same bits on any number of threads") {
  const Scratch here;
  const std::atomic<bool> never = false;
  for (const int threads : {1, 3}) {
    for (const bool sample : {false, true}) {
      std::deque<ScenarioRuns> scenarios = two_scenarios();
      const auto file = here / (std::to_string(threads) + (sample ? "s.h5" : ".h5"));
      ScenarioRecorder recorder(scenarios, file, {}, {.threads = threads, .sample = sample, .record = Record::full});
      Progress progress(65);
      recorder.run(progress, never);
      CHECK(progress.done() == 65);
      CHECK(scenarios[1].done == 25);
      recorder.finish();
    }
  }
  CHECK(datasets(here / "1.h5") == datasets(here / "3.h5"));
  CHECK(datasets(here / "1s.h5") == datasets(here / "3s.h5"));
  const DatasetReader file(here / "3s.h5");
  const auto point = file.read<std::int64_t>("design_point");
  CHECK(point[39] == 39);
  CHECK(point[40] == 0);
  CHECK(file.read<std::int32_t>("scenario")[40] == 1);
  CHECK(file.attribute("", "interrupted") == AttributeValue(std::int64_t{0}));
}

TEST_CASE("a stopped run keeps the first runs, says so, and marks the others as not run") {
  const Scratch here;
  std::deque<ScenarioRuns> scenarios = two_scenarios();
  ScenarioRecorder recorder(scenarios, here / "x.h5", {}, {.threads = 2});
  Progress progress(65);
  std::atomic<bool> stop = false;
  std::thread watch([&] {
    while (progress.done() == 0) std::this_thread::yield();
    stop = true;
  });
  recorder.run(progress, stop);
  watch.join();
  recorder.finish();
  const auto status = DatasetReader(here / "x.h5").read<std::int8_t>("status");
  REQUIRE(status.size() == 65);
  const auto done = static_cast<std::size_t>(progress.done());
  for (std::size_t run = 0; run < 40; ++run) CHECK(status[run] == (run < scenarios[0].done ? 1 : 0));
  const DatasetReader file(here / "x.h5");
  const auto replicate = file.read<std::int64_t>("replicate"), seed = file.read<std::int64_t>("seed");
  const auto scenario_of = file.read<std::int32_t>("scenario");
  for (std::size_t run = 0; run < 65; ++run) {  // also of those that were not made
    CHECK(scenario_of[run] == (run < 40 ? 0 : 1));
    CHECK(replicate[run] == static_cast<std::int64_t>(run < 40 ? run : run - 40));
    CHECK(seed[run] == seed[0]);
  }
  CHECK(static_cast<std::size_t>(std::ranges::count(status, 1)) == done);
}

TEST_CASE("scenarios take turns, so that a stopped ensemble has pairs; releases stand scenario by scenario") {
  const Scratch here;
  std::deque<ScenarioRuns> scenarios = two_scenarios();
  ScenarioRecorder recorder(scenarios, here / "x.h5", {}, {.threads = 1, .record = Record::full});
  Progress progress(65);
  std::atomic<bool> stop = false;
  std::thread watch([&] {
    while (progress.done() < 32) std::this_thread::yield();
    stop = true;
  });
  recorder.run(progress, stop);
  watch.join();
  recorder.finish();
  CHECK(scenarios[0].done >= 16);
  CHECK(scenarios[1].done >= 16);
  const auto run = DatasetReader(here / "x.h5").read<std::int64_t>("events/run");
  CHECK(std::ranges::is_sorted(run));
}

TEST_CASE("without finish() there is no file") {
  const Scratch here;
  {
    std::deque<ScenarioRuns> scenarios = two_scenarios();
    ScenarioRecorder recorder(scenarios, here / "x.h5", {}, {.threads = 2});
    CHECK(std::filesystem::exists(recorder.temporary()));
  }
  CHECK(here.names().empty());
}

// racesim bench: the reference workload against the plain loop, and the model's own rate on a scenario.
#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "options.hpp"
#include "racesim/core/simd.hpp"
#include "racesim/engine/build.hpp"
#include "racesim/engine/ensemble.hpp"
#include "racesim/yardstick/scalar_loop.hpp"
#include "scenario_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 3;
constexpr double seconds_per_rate = 2;

struct BenchOptions {
  ScenarioArguments scenarios;
  bool json = false;
};

struct Case {
  std::size_t labs;
  int runs;
  int months;
  int lanes;
};

/// Many small runs side by side; one run that fits the cache; one that does not.
constexpr Case cases[] = {{100, 200, 120, 8}, {10'000, 1, 120, 1}, {1'000'000, 1, 12, 1}};

/// Million lab-months per second.
struct Speeds {
  double one_thread = 0;
  double all_threads = 0;
  double plain_loop = 0;
};

int processors() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

template <class Work>
double seconds_of(Work&& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::array<double, rounds> values) {
  std::ranges::sort(values);
  return values[rounds / 2];
}

/// The three take turns, so that a machine that changes its pace changes it for all.
Speeds measure(const Case& c) {
  WorkloadOptions one{.labs = c.labs, .runs = c.runs, .months = c.months, .lanes = c.lanes};
  WorkloadOptions all = one;
  all.threads = processors();
  const WorkloadGraph graph = make_workload_graph(one.labs, one.parameters.diffusion);
  ScalarLoop loop(one);
  const double work = 1e-6 * static_cast<double>(c.labs) * c.runs * c.months;
  std::array<double, rounds> by_one{}, by_all{}, by_loop{};
  for (int r = 0; r < rounds; ++r) {
    by_one[r] = work / seconds_of([&] { run_workload(one, graph); });
    by_all[r] = work / seconds_of([&] { run_workload(all, graph); });
    by_loop[r] = work / seconds_of([&] { loop.run(); });
  }
  return {median(by_one), median(by_all), median(by_loop)};
}

/// Runs of a scenario per second, measured for about `seconds_per_rate`.
double model_rate(const Scenario& scenario, int threads) {
  const Setting setting = build_setting(scenario, scenario.parameters.values);
  std::atomic<bool> stop = false;
  const auto start = Clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  const auto sink = [&](const Batch&) { stop = stop || elapsed() > seconds_per_rate; };
  const std::uint32_t done = run_ensemble(scenario, setting, {.count = 100'000'000, .threads = threads}, sink, stop);
  return done / elapsed();
}

std::vector<int> thread_counts() { return processors() > 1 ? std::vector{1, processors()} : std::vector{1}; }

Json measure_all(const std::vector<LoadedScenario>& loaded) {
  Json workload = Json::array();
  for (const Case& c : cases) {
    const Speeds s = measure(c);
    workload.push_back({{"labs", c.labs},
                        {"runs", c.runs},
                        {"months", c.months},
                        {"one_thread", s.one_thread},
                        {"all_threads", s.all_threads},
                        {"plain_loop", s.plain_loop},
                        {"ratio", s.one_thread / s.plain_loop}});
  }
  Json model = Json::array();
  for (const LoadedScenario& scenario : loaded) {
    Json rates = Json::array();
    for (int threads : thread_counts()) {
      rates.push_back({{"threads", threads}, {"runs_per_second", model_rate(scenario.value, threads)}});
    }
    model.push_back(
        {{"scenario", scenario.value.name}, {"months", scenario.value.months()}, {"rates", std::move(rates)}});
  }
  return {{"instruction_set", name(instruction_set())},
          {"threads", processors()},
          {"reference_workload_million_lab_months_per_second", std::move(workload)},
          {"model", std::move(model)}};
}

std::string as_text(const Json& all) {
  std::string text = fmt::format("Reference workload, million lab-months per second, medians of {} rounds ({})\n\n",
                                 rounds, all["instruction_set"].get<std::string>());
  std::vector<std::vector<Cell>> rows = {
      {{"labs"}, {"runs"}, {"1 thread"}, {fmt::format("{} threads", processors())}, {"plain loop"}, {"ratio"}}};
  const auto cell = [](const Json& value, const char* form) {
    return Cell{fmt::format(fmt::runtime(form), value.get<double>())};
  };
  for (const Json& row : all["reference_workload_million_lab_months_per_second"]) {
    rows.push_back({cell(row["labs"], "{:.0f}"), cell(row["runs"], "{:.0f}"), cell(row["one_thread"], "{:.1f}"),
                    cell(row["all_threads"], "{:.1f}"), cell(row["plain_loop"], "{:.1f}"),
                    cell(row["ratio"], "{:.1f}")});
  }
  text += in_columns(rows, std::vector<bool>(6, true), false);
  text += "\nratio: one thread of the engine over the plain loop in one thread; compare machines by it.\n";
  for (const Json& scenario : all["model"]) {
    text += fmt::format("\nModel, {}, {} months a run\n", scenario["scenario"].get<std::string>(),
                        scenario["months"].get<int>());
    for (const Json& rate : scenario["rates"]) {
      const int threads = rate["threads"];
      text += fmt::format("  {} {}  {} runs/s\n", threads, threads == 1 ? "thread " : "threads",
                          human(rate["runs_per_second"]));
    }
  }
  return text;
}

int bench(const BenchOptions& options, Session& session) {
  const Json all = measure_all(load_scenarios(options.scenarios, session));
  print(options.json ? all.dump(2) + "\n" : as_text(all));
  return exit_done;
}

}  // namespace

void add_bench(CLI::App& app, Session& session) {
  const auto options = std::make_shared<BenchOptions>();
  CLI::App& command = add_command(
      app, session, "bench", "Measure the speed of the engine on the reference workload, and of the model on scenarios",
      "racesim bench\nracesim bench scenarios/baseline.yaml --json",
      [options, &session] { return bench(*options, session); });
  add_scenarios(command, options->scenarios, 0, any_number);
  add_flag(command, "--json", options->json, "as JSON");
}

}  // namespace racesim

// racesim bench: the reference workload against the plain loop and the memory, and the model's own rate on scenarios.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "options.hpp"
#include "racesim/engine/ensemble.hpp"
#include "racesim/engine/profile.hpp"
#include "racesim/model/stages.hpp"
#include "racesim/reference/bench.hpp"
#include "scenario_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;

constexpr int rounds = 5;
constexpr double seconds_per_rate = 1;

struct Options {
  ScenarioArguments scenarios;
  bool json = false;
  bool stages = false;
};

/// What a run of a shipped scenario cost when the model had chips, research and diffusion only, before markets, power,
/// adoption and the rest: lab-months of the plain loop (100 labs) in the time of one run. A machine's pace cancels.
struct FormerCost {
  std::string_view scenario;
  double lab_months;
};
constexpr FormerCost former_costs[] = {{"baseline", 19800}};

/// The former cost of a scenario; 0 when none was taken.
double former_cost(std::string_view scenario) {
  const auto place = std::ranges::find(former_costs, scenario, &FormerCost::scenario);
  return place == std::end(former_costs) ? 0 : place->lab_months;
}

int processors() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

/// Runs of a scenario per second, measured for about `seconds_per_rate`.
double model_rate(const CompiledScenario& compiled, int threads) {
  using Clock = std::chrono::steady_clock;
  std::atomic<bool> stop = false;
  const auto start = Clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  const auto sink = [&](const Batch&) { stop = stop || elapsed() > seconds_per_rate; };
  const std::uint32_t done = run_ensemble(compiled, {.count = 100'000'000, .threads = threads}, sink, stop);
  return done / elapsed();
}

/// Medians of the rate on one and on all threads; they take turns, so that a machine that changes its pace changes
/// both.
std::map<int, double> model_rates(const Scenario& scenario) {
  const CompiledScenario compiled(scenario);
  std::map<int, std::vector<double>> measured;
  for (int round = 0; round < rounds; ++round) {
    for (int threads : {1, processors()}) measured[threads].push_back(model_rate(compiled, threads));
  }
  std::map<int, double> medians;
  for (auto& [threads, rates] : measured) {
    std::ranges::sort(rates);
    medians[threads] = rates[rates.size() / 2];
  }
  return medians;
}

Json as_json(const BenchReport& report) {
  Json rows = Json::array();
  for (const BenchRow& row : report.rows) {
    rows.push_back({{"case", row.size.name},
                    {"labs", row.size.labs},
                    {"runs", row.size.runs},
                    {"months", row.size.months},
                    {"plain_loop", row.plain},
                    {"one_thread", row.engine},
                    {"all_threads", row.parallel},
                    {"ratio_to_plain_loop", row.ratio},
                    {"gain_from_threads", row.gain},
                    {"bytes_per_lab_month", row.bytes},
                    {"share_of_bandwidth", row.bandwidth_share}});
  }
  return {{"instruction_set", name(report.set)},
          {"threads", report.threads},
          {"triad_bytes_per_second", report.triad},
          {"peak_memory_bytes", report.peak_memory},
          {"reference_workload_lab_months_per_second", std::move(rows)}};
}

constexpr int profiled_runs = 200;

/// The share of each stage in a run, largest first.
std::vector<std::pair<double, std::string_view>> profile(const Scenario& scenario) {
  const std::vector<double> shares = stage_shares(CompiledScenario(scenario).central(), profiled_runs);
  std::vector<std::pair<double, std::string_view>> rows;
  for (std::size_t k = 0; k < shares.size(); ++k) rows.emplace_back(shares[k], stages()[k].name);
  std::ranges::stable_sort(rows, std::greater<>{}, &std::pair<double, std::string_view>::first);
  return rows;
}

int bench_stages(const Options& options, Session& session) {
  std::string text;
  Json all = Json::array();
  for (const LoadedScenario& loaded : load_scenarios(options.scenarios, session)) {
    text += fmt::format("{}: share of each stage in {} runs on one thread\n", loaded.value.name, profiled_runs);
    Json rows = Json::array();
    for (const auto& [share, stage] : profile(loaded.value)) {
      text += fmt::format("  {:5.1f} %  {}\n", 100 * share, stage);
      rows.push_back({{"stage", stage}, {"share", share}});
    }
    all.push_back({{"scenario", loaded.value.name}, {"stages", std::move(rows)}});
  }
  print(options.json ? all.dump(2) + "\n" : text);
  return exit_done;
}

int bench(const Options& options, Session& session) {
  if (options.stages) return bench_stages(options, session);
  const std::vector<LoadedScenario> scenarios = load_scenarios(options.scenarios, session);
  const BenchReport report = run_bench({.threads = processors()});
  Json all = as_json(report);
  std::string text = to_text(report);
  for (const LoadedScenario& loaded : scenarios) {
    const Scenario& scenario = loaded.value;
    text += fmt::format("\n{}, {} months a run, runs per second, medians of {} rounds:\n", scenario.name,
                        scenario.months(), rounds);
    Json rates = Json::array();
    const std::map<int, double> measured = model_rates(scenario);
    for (const auto& [threads, rate] : measured) {
      text += fmt::format("  {} {}  {:.0f}\n", threads, threads == 1 ? "thread " : "threads", rate);
      rates.push_back({{"threads", threads}, {"runs_per_second", rate}});
    }
    const double cost = report.rows[0].plain / measured.at(1);
    text += fmt::format("  a run costs as much as {:.0f} lab-months of the plain loop", cost);
    Json model = {{"scenario", scenario.name},
                  {"months", scenario.months()},
                  {"rates", std::move(rates)},
                  {"cost_in_plain_lab_months", cost}};
    if (const double before = former_cost(scenario.name); before > 0) {
      text += fmt::format(", {:.2f} times its cost before there were markets, power and adoption", cost / before);
      model["cost_over_former_cost"] = cost / before;
    }
    text += "\n";
    all["model"].push_back(std::move(model));
  }
  print(options.json ? all.dump(2) + "\n" : text);
  return exit_done;
}

}  // namespace

void add_bench(CLI::App& app, Session& session) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = add_command(
      app, session, "bench", "Measure the speed of the engine on the reference workload, and of the model on scenarios",
      "racesim bench\nracesim bench scenarios/baseline.yaml --json\nracesim bench scenarios/baseline.yaml --stages",
      [options, &session] { return bench(*options, session); });
  add_scenarios(command, options->scenarios, 0, any_number);
  add_flag(command, "--stages", options->stages, "the share of each stage of the month in a run, instead");
  add_flag(command, "--json", options->json, "as JSON");
}

}  // namespace racesim

// Settings that are built into used ones, and runs of any scenarios at any values in one call.
#include <algorithm>

#include "racesim/engine/compiled_scenario.hpp"
#include "racesim/engine/realise_policies.hpp"
#include "support/catch.hpp"
#include "support/inputs_bits.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// The scenarios of these tests: history, uncertain policies, quotas and caps, no policy, paradigms, power.
const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> all = [] {
    std::vector<Scenario> read;
    for (const char* name :
         {"baseline", "taiwan_stop", "h200_quota_fee", "no_controls", "scaling_ends", "energy_bound"})
      read.push_back(shortened(shipped(name), 90));
    for (Policy& policy : read[1].policies) {
      if (dates(policy).uncertain()) dates(policy).probability = 0.9;  // so that few replicates show it
    }
    return read;
  }();
  return all;
}

/// The scenario with its uncertain policies in the months of a replicate.
Scenario realised(Scenario scenario, std::uint32_t replicate) {
  realise_policies(replicate, scenario);
  return scenario;
}

struct Result {
  std::uint32_t replicate = 0;
  std::vector<double> outcomes;
  std::vector<double> drawn;
  std::vector<std::int32_t> starts;
  std::vector<std::vector<float>> series;
  bool operator==(const Result&) const = default;
};

std::vector<double> without_nan(std::vector<double> values) {
  std::ranges::replace_if(
      values, [](double x) { return std::isnan(x); }, -1e300);
  return values;
}

std::vector<Result> results_of(std::uint32_t count, const std::function<RunSpec(std::uint32_t)>& spec,
                               const RunsOptions& options) {
  std::vector<Result> results(count);
  const std::atomic<bool> stop = false;
  const auto sink = [&](const Batch& batch) {  // each batch has places of its own
    for (std::uint32_t k = 0; k < batch.count; ++k) {
      Result& result = results[batch.position + k];
      result.replicate = batch.replicate[k];
      for (const auto& outcome : batch.outcomes) result.outcomes.push_back(outcome[k]);
      result.outcomes = without_nan(result.outcomes);
      result.drawn = batch.drawn[k];
      result.starts = batch.policy_start[k];
      for (const auto& series : batch.series) {
        const std::size_t size = series.size() / batch.count;
        std::vector<float>& own =
            result.series.emplace_back(series.begin() + k * size, series.begin() + (k + 1) * size);
        std::ranges::replace_if(
            own, [](float x) { return std::isnan(x); }, -1e30f);
      }
    }
  };
  CHECK(do_runs(count, spec, options, sink, stop) == count);
  return results;
}

}  // namespace

TEST_CASE("inputs built into a used one equals one built anew, whatever it was used for") {
  Inputs used;
  for (int round = 0; round < 2; ++round) {
    for (const Scenario& scenario : scenarios()) {
      const CompiledScenario compiled(scenario);
      for (std::uint32_t replicate : {3u, 4u}) {
        INFO(scenario.name << ", replicate " << replicate);
        const Parameters drawn = draw_parameters(scenario, replicate);
        compiled.build(drawn, used);
        CHECK(InputsBits(used).differing(InputsBits(build_inputs(scenario, drawn))) == "");
        CHECK(InputsBits(used).differing(InputsBits(compiled.central())) != "");
      }
      compiled.build(scenario.parameters.values, used);
      CHECK(InputsBits(used).differing(InputsBits(compiled.central())) == "");
    }
  }
}

TEST_CASE("where policies are uncertain a compiled scenario follows them from replicate to replicate") {
  const Scenario& scenario = scenarios()[1];
  CompiledScenario compiled(scenario);
  REQUIRE(compiled.uncertain());
  std::vector<std::vector<std::int32_t>> seen;
  for (std::uint32_t replicate : {0u, 5u, 2u, 9u, 9u, 31u}) {
    const std::vector<std::int32_t> starts = compiled.realise(replicate);
    if (std::ranges::find(seen, starts) == seen.end()) seen.push_back(starts);
    const Scenario alone = realised(scenario, replicate);
    INFO("replicate " << replicate);
    CHECK(InputsBits(compiled.central()).differing(InputsBits(inputs_of(alone))) == "");
    const Parameters drawn = draw_parameters(scenario, replicate);
    CHECK(InputsBits(compiled.build(drawn)).differing(InputsBits(build_inputs(alone, drawn))) == "");
  }
  CHECK(seen.size() > 1);
}

TEST_CASE("runs of several scenarios at several values in one call are what each would be alone") {
  std::vector<CompiledScenario> compiled;
  for (const Scenario& scenario : scenarios()) compiled.emplace_back(scenario);
  const auto spec = [&](std::uint32_t run) {
    const std::uint32_t scenario = run / 2 % 6;  // two runs of a scenario next to each other
    RunSpec wanted{.compiled = borrowed(compiled[scenario]), .replicate = 7 + run % 5};
    if (run % 4 < 3) wanted.parameters = draw_parameters(scenarios()[scenario], run / 24);
    return wanted;
  };
  constexpr std::uint32_t count = 48;
  const auto together = results_of(count, spec, {.threads = 1, .record = Record::full});
  for (int threads : {2, 7}) CHECK(results_of(count, spec, {.threads = threads, .record = Record::full}) == together);
  for (std::uint32_t run = 0; run < count; ++run) {
    INFO("run " << run);
    CHECK(together[run].replicate == 7 + run % 5);
    CHECK(together[run].drawn.empty() == (run % 4 == 3));
    const auto alone = results_of(1, [&](std::uint32_t) { return spec(run); }, {.threads = 1, .record = Record::full});
    CHECK(alone[0] == together[run]);
  }
}

TEST_CASE("of the series those are kept that are asked for") {
  const CompiledScenario compiled(scenarios()[0]);
  const auto spec = [&](std::uint32_t run) { return RunSpec{.compiled = borrowed(compiled), .replicate = run}; };
  const auto all = results_of(2, spec, {.threads = 1, .record = Record::full});
  RunsOptions options{.threads = 1, .series = std::vector<bool>(observables().size(), false)};
  options.series[1] = options.series[observables().size() - 1] = true;
  const auto some = results_of(2, spec, options);
  for (std::size_t k = 0; k < observables().size(); ++k) {
    INFO(observables()[k].name);
    CHECK(some[1].series[k] == (options.series[k] ? all[1].series[k] : std::vector<float>{}));
  }
  CHECK(some[1].outcomes == all[1].outcomes);
}

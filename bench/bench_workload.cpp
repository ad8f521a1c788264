// A year of the reference workload by size, layout and instruction set, beside the plain loop.
#include <benchmark/benchmark.h>

#include "instruction_sets.hpp"
#include "racesim/reference/scalar_loop.hpp"

namespace racesim {
namespace {

struct Size {
  std::size_t labs;
  int lanes;
};

WorkloadOptions year(const Size& size) {
  return {.labs = size.labs, .runs = size.lanes, .months = 12, .lanes = size.lanes};
}

std::int64_t lab_months(const WorkloadOptions& options) {
  return static_cast<std::int64_t>(options.labs) * options.runs * options.months;
}

void engine(benchmark::State& state, const Size& size, InstructionSet set) {
  const WorkloadOptions options = year(size);
  const WorkloadGraph graph = make_workload_graph(options.labs, options.parameters.diffusion);
  WorkloadRuns runs(graph, options.parameters, options.seed, options.lanes, set);
  for (auto _ : state) {
    runs.start(0);
    runs.advance(options.months);
  }
  state.SetItemsProcessed(state.iterations() * lab_months(options));
}

void plain_loop(benchmark::State& state, const Size& size) {
  const WorkloadOptions options = year(size);
  ScalarLoop loop(options);
  for (auto _ : state) {
    loop.run();
  }
  state.SetItemsProcessed(state.iterations() * lab_months(options));
}

bool add(const Size& size) {
  const std::string name = "year/" + std::to_string(size.labs) + "_labs/" + std::to_string(size.lanes) + "_runs";
  benchmark::RegisterBenchmark((name + "/plain_loop").c_str(),
                               [=](benchmark::State& state) { plain_loop(state, size); });
  return for_instruction_sets(name, [=](benchmark::State& state, InstructionSet set) { engine(state, size, set); });
}

[[maybe_unused]] const bool added =
    add({100, 1}) && add({100, 8}) && add({100, 16}) && add({10'000, 1}) && add({10'000, 8}) && add({1'000'000, 1});

}  // namespace
}  // namespace racesim

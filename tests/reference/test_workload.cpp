#include "racesim/reference/workload.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace racesim;

namespace {

/// Large enough for blocks to be shared among threads; months few enough for a test.
WorkloadOptions small_world() {
  WorkloadOptions options;
  options.labs = 5'003;
  options.runs = 19;  // not a multiple of any lanes
  options.months = 12;
  return options;
}

std::uint64_t hash_of(const WorkloadRuns& runs) { return summarise(runs, 0).hash; }

}  // namespace

TEST_CASE("the workload gives the same bits for any threads, lanes and instruction set") {
  WorkloadOptions options = small_world();
  const WorkloadGraph graph = make_workload_graph(options.labs, options.parameters.diffusion);
  const WorkloadResult expected = run_workload(options, graph);
  for (const InstructionSet set : available_instruction_sets()) {
    for (const int lanes : {1, 8, 16}) {
      for (const int threads : {1, 2, 7}) {
        INFO(name(set) << ", " << lanes << " lanes, " << threads << " threads");
        options.set = set;
        options.lanes = lanes;
        options.threads = threads;
        CHECK(run_workload(options, graph) == expected);
      }
    }
  }
}

TEST_CASE("the workload gives the bits that were recorded") {
  WorkloadOptions options;
  options.runs = 3;
  CHECK(run_workload(options).hash == 0x513818644d1ccde);
  options.labs = 2'500;  // more than one block
  options.months = 24;
  CHECK(run_workload(options).hash == 0x1c25331c2d5973b7);
}

TEST_CASE("without noise the workload gives the figures that every implementation must give") {
  WorkloadOptions options;
  options.labs = 1'000;
  options.parameters.noise = 0;
  const WorkloadResult result = run_workload(options);
  CHECK(result.mean_efficiency == Approx(4.7281894193216667).epsilon(1e-12));  // of the plain loop with the C library
  CHECK(result.max_efficiency == Approx(4.9232930831094244).epsilon(1e-12));
  CHECK(result.mean_stock == Approx(270.19989730964454).epsilon(1e-12));
}

TEST_CASE("a run stopped at month 60 and continued ends like one that never stopped") {
  const WorkloadParameters parameters;
  const WorkloadGraph graph = make_workload_graph(300, parameters.diffusion);
  WorkloadRuns whole(graph, parameters, 5, 1, instruction_set()), first(graph, parameters, 5, 1, instruction_set());
  whole.advance(120);
  first.advance(60);
  CHECK(hash_of(first) != hash_of(whole));
  WorkloadRuns second = first;
  first.advance(1);  // what becomes of the original does not matter
  second.advance(60);
  CHECK(hash_of(second) == hash_of(whole));
  second.start(0);
  second.advance(120);
  CHECK(hash_of(second) == hash_of(whole));
}

TEST_CASE("where labs stand does not change what becomes of them") {
  WorkloadOptions options;
  options.labs = 1'001;
  std::vector<std::uint32_t> order(options.labs);
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937_64 generator(3);
  std::shuffle(order.begin(), order.end(), generator);
  const WorkloadGraph shuffled = make_workload_graph(options.labs, options.parameters.diffusion, order);
  CHECK(run_workload(options, shuffled) == run_workload(options));
}

TEST_CASE("seed, replicate and every parameter of the workload change its outcome") {
  WorkloadOptions options;
  options.labs = 64;
  const WorkloadResult base = run_workload(options);
  WorkloadOptions other_seed = options, two_runs = options;
  other_seed.seed = 2;
  two_runs.runs = 2;
  CHECK(run_workload(other_seed).hash != base.hash);
  CHECK(run_workload(two_runs).mean_efficiency != base.mean_efficiency);
  using Parameter = double WorkloadParameters::*;
  for (const Parameter parameter :
       {&WorkloadParameters::depreciation, &WorkloadParameters::purchases, &WorkloadParameters::budget_growth,
        &WorkloadParameters::scarcity_scale, &WorkloadParameters::research, &WorkloadParameters::exhaustion,
        &WorkloadParameters::substitution, &WorkloadParameters::ingenuity, &WorkloadParameters::noise,
        &WorkloadParameters::diffusion}) {
    WorkloadOptions changed = options;
    changed.parameters.*parameter *= 1.1;
    CHECK(run_workload(changed).hash != base.hash);
  }
}

TEST_CASE("slices of the graph hold every edge once and pad with nothing") {
  const std::size_t labs = 1'003;
  const WorkloadGraph graph = make_workload_graph(labs, 1);
  std::vector<double> received(labs), expected(labs);
  std::vector<int> in_degree(labs);
  for (std::size_t edge = 0; edge < labs * WorkloadGraph::edges_per_lab; ++edge) {
    const auto [target, weight] = workload_edge(edge, labs);
    CHECK(target != edge / WorkloadGraph::edges_per_lab);
    expected[target] += weight;
    ++in_degree[target];
  }
  for (std::size_t slot = 0; slot < graph.source.size(); ++slot) {
    const auto slice = std::upper_bound(graph.slice_begin.begin(), graph.slice_begin.end(), slot) - 1;
    const auto index = static_cast<std::size_t>(slice - graph.slice_begin.begin());
    const std::size_t place = index * WorkloadGraph::slice + (slot - *slice) % WorkloadGraph::slice;
    if (graph.weight[slot] == 0) {
      CHECK(graph.source[slot] == static_cast<std::int32_t>(place));
    } else {
      received[graph.id[place]] += graph.weight[slot] * in_degree[graph.id[place]];
    }
  }
  for (std::size_t lab = 0; lab < labs; ++lab) {
    CHECK(received[lab] == Approx(expected[lab]).epsilon(1e-12));
  }
  CHECK(graph.source.size() * 10 < labs * WorkloadGraph::edges_per_lab * 11);
}

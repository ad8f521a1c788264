#pragma once
// A small workload that any framework for agent-based models can run, so that speed is compared on the same work: labs
// with chip stocks, a lognormal month of own research and diffusion along a random directed graph. It exercises the
// engine (streams, edges, columns, threads), not the model. docs/how_to/measure_speed.md states it for reimplementers.
#include <cstdint>
#include <span>
#include <vector>

#include "racesim/core/column.hpp"
#include "racesim/core/simd.hpp"

namespace racesim {

/// Constants of the month, per month unless said otherwise.
struct WorkloadParameters {
  double depreciation = 0.02;
  double purchases = 1;  ///< share of the budget
  double budget_growth = 0.02;
  double scarcity_scale = 40;  ///< c: budget over stock at which scarcity begins, inverted
  double research = 0.02;      ///< theta
  double exhaustion = 0.15;    ///< beta
  double substitution = -0.4;  ///< rho of the CES function
  double ingenuity = 0.5;      ///< kappa: gain from scarcity
  double noise = 0.2;          ///< sigma of ln research
  double diffusion = 0.05;
};

/// One step of splitmix64, by which graph and start are defined.
std::uint64_t workload_hash(std::uint64_t key);
/// The hash as a number in [0, 1).
double workload_uniform(std::uint64_t key);

/// Edge e = 8 i + k of lab i: its target, and its weight in [0, 1).
struct WorkloadEdge {
  std::uint32_t target;
  double weight;
};
WorkloadEdge workload_edge(std::uint64_t edge, std::size_t labs);
/// First budget and efficiency of a lab; its first stock is twenty budgets.
double first_budget(std::uint32_t id);
double first_efficiency(std::uint32_t id);

/// Labs in slices of 8, their in-edges sorted so that a slice's labs have about as many. Where a lab stands does not
/// change what becomes of it: places are for speed, ids for identity.
struct WorkloadGraph {
  static constexpr std::size_t slice = 8;
  static constexpr int edges_per_lab = 8;

  std::size_t labs = 0;         ///< the first `labs` places are labs, the rest pads the last slice
  Column<std::uint32_t> id;     ///< of the lab at each place
  Column<std::int32_t> source;  ///< in-edge k of a slice's lab l: slice_begin[slice] + 8 k + l; padded by itself
  Column<double> weight;        ///< diffusion * w / in-degree; 0 in padding
  std::vector<std::size_t> slice_begin;

  std::size_t places() const { return id.size(); }
};

/// The graph of `labs` labs, placed by falling in-degree, or in `order` (all ids) when it is given.
WorkloadGraph make_workload_graph(std::size_t labs, double diffusion, std::span<const std::uint32_t> order = {});

/// Runs that share a graph and differ in random numbers, `lanes` of them side by side: element [place * lanes + lane].
/// One lane makes vectors of labs, 8 or 16 make vectors of runs.
class WorkloadRuns {
 public:
  /// Requires lanes to be 1, 8 or 16 and the graph to outlive this.
  WorkloadRuns(const WorkloadGraph& graph, const WorkloadParameters& parameters, std::uint64_t seed, int lanes,
               InstructionSet set);
  /// Back to month 0, as replicates [first_replicate, first_replicate + lanes).
  void start(std::uint32_t first_replicate);
  void advance(int months);

  /// State of one run in the order of ids.
  std::vector<double> efficiency(int lane) const { return by_id(efficiency_, lane); }
  std::vector<double> stock(int lane) const { return by_id(stock_, lane); }

 private:
  std::vector<double> by_id(const Column<double>& column, int lane) const;

  const WorkloadGraph* graph_;
  WorkloadParameters parameters_;
  std::uint64_t seed_;
  int lanes_;
  InstructionSet set_;
  std::uint32_t first_replicate_ = 0;
  int month_ = 0;
  Column<double> budget_, stock_, efficiency_, next_efficiency_;
};

/// What to run. Seeds and replicates decide the random numbers; all else but the first three rows changes the time
/// only.
struct WorkloadOptions {
  std::size_t labs = 100;
  int runs = 1;
  int months = 120;
  int lanes = 1;  ///< 1, 8 or 16 runs side by side
  int threads = 1;
  std::uint64_t seed = 1;
  InstructionSet set = instruction_set();
  WorkloadParameters parameters = {};
};

/// Outcome over all labs and runs: means of the runs' means, the largest efficiency of all.
struct WorkloadResult {
  double mean_efficiency = 0;
  double max_efficiency = 0;
  double mean_stock = 0;
  std::uint64_t hash = 0;  ///< of every bit of efficiency and stock

  bool operator==(const WorkloadResult&) const = default;
};

/// Outcome of one of the runs.
WorkloadResult summarise(const WorkloadRuns& runs, int lane);

/// Runs the ensemble; the first overload builds the graph.
WorkloadResult run_workload(const WorkloadOptions& options);
WorkloadResult run_workload(const WorkloadOptions& options, const WorkloadGraph& graph);

}  // namespace racesim

#include "racesim/reference/workload.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <bit>

#include "racesim/core/sum.hpp"
#include "racesim/engine/parallel.hpp"
#include "workload_kernel.hpp"

namespace racesim {
namespace {

const WorkloadKernel& kernel(InstructionSet set) {
  return variant(set, baseline::workload_kernel, avx2::workload_kernel, avx512::workload_kernel);
}

double mean(std::span<const double> values) { return order_free_sum(values) / static_cast<double>(values.size()); }

std::uint64_t hash(std::uint64_t state, std::span<const double> values) {
  for (const double value : values) {
    state = workload_hash(state ^ std::bit_cast<std::uint64_t>(value));
  }
  return state;
}

WorkloadResult combine(std::span<const WorkloadResult> results) {
  WorkloadResult all;
  for (const WorkloadResult& result : results) {
    all.mean_efficiency += result.mean_efficiency / static_cast<double>(results.size());
    all.mean_stock += result.mean_stock / static_cast<double>(results.size());
    all.max_efficiency = std::max(all.max_efficiency, result.max_efficiency);
    all.hash = workload_hash(all.hash ^ result.hash);
  }
  return all;
}

}  // namespace

WorkloadRuns::WorkloadRuns(const WorkloadGraph& graph, const WorkloadParameters& parameters, std::uint64_t seed,
                           int lanes, InstructionSet set)
    : graph_(&graph), parameters_(parameters), seed_(seed), lanes_(lanes), set_(set) {
  for (auto* column : {&budget_, &stock_, &efficiency_, &next_efficiency_}) {
    column->resize(graph.places() * static_cast<std::size_t>(lanes));
  }
  start(0);
}

void WorkloadRuns::start(std::uint32_t first_replicate) {
  first_replicate_ = first_replicate;
  month_ = 0;
  const auto lanes = static_cast<std::size_t>(lanes_);
  for (std::size_t place = 0; place < graph_->places(); ++place) {
    const std::uint32_t id = graph_->id[place];
    const double budget = first_budget(id), efficiency = first_efficiency(id);
    std::fill_n(&budget_[place * lanes], lanes, budget);
    std::fill_n(&stock_[place * lanes], lanes, 20 * budget);
    std::fill_n(&efficiency_[place * lanes], lanes, efficiency);
  }
}

void WorkloadRuns::advance(int months) {
  const WorkloadKernel& kernels = kernel(set_);
  const auto step = lanes_ == 1 ? kernels.labs : lanes_ == 8 ? kernels.runs8 : kernels.runs16;
  for (const int end = month_ + months; month_ < end; ++month_) {
    const Address at{.seed = seed_,
                     .replicate = first_replicate_,
                     .stream = StreamId::workload,
                     .month = static_cast<std::uint16_t>(month_)};
    const WorkloadMonth month{.parameters = parameters_,
                              .address = at,
                              .set = set_,
                              .id = graph_->id.data(),
                              .source = graph_->source.data(),
                              .weight = graph_->weight.data(),
                              .slice_begin = graph_->slice_begin.data(),
                              .budget = budget_.data(),
                              .stock = stock_.data(),
                              .efficiency = efficiency_.data(),
                              .next_efficiency = next_efficiency_.data()};
    for_blocks(graph_->places(), [&](std::size_t first, std::size_t last) { step(month, first, last); });
    efficiency_.swap(next_efficiency_);
  }
}

std::vector<double> WorkloadRuns::by_id(const Column<double>& column, int lane) const {
  std::vector<double> values(graph_->labs);
  for (std::size_t place = 0; place < graph_->labs; ++place) {
    values[graph_->id[place]] = column[place * static_cast<std::size_t>(lanes_) + static_cast<std::size_t>(lane)];
  }
  return values;
}

WorkloadResult summarise(const WorkloadRuns& runs, int lane) {
  const std::vector<double> efficiency = runs.efficiency(lane), stock = runs.stock(lane);
  return {.mean_efficiency = mean(efficiency),
          .max_efficiency = *std::max_element(efficiency.begin(), efficiency.end()),
          .mean_stock = mean(stock),
          .hash = hash(hash(0, efficiency), stock)};
}

WorkloadResult run_workload(const WorkloadOptions& options) {
  return run_workload(options, make_workload_graph(options.labs, options.parameters.diffusion));
}

WorkloadResult run_workload(const WorkloadOptions& options, const WorkloadGraph& graph) {
  const auto runs = static_cast<std::size_t>(options.runs), lanes = static_cast<std::size_t>(options.lanes);
  std::vector<WorkloadResult> results(runs);
  tbb::enumerable_thread_specific<WorkloadRuns> workspaces(
      [&] { return WorkloadRuns(graph, options.parameters, options.seed, options.lanes, options.set); });
  const auto run_batch = [&](std::size_t batch) {
    WorkloadRuns& workspace = workspaces.local();
    workspace.start(static_cast<std::uint32_t>(batch * lanes));
    workspace.advance(options.months);
    for (std::size_t run = batch * lanes; run < std::min(runs, (batch + 1) * lanes); ++run) {
      results[run] = summarise(workspace, static_cast<int>(run % lanes));
    }
  };
  with_threads(options.threads, [&] { for_tasks((runs + lanes - 1) / lanes, run_batch); });
  return combine(results);
}

}  // namespace racesim

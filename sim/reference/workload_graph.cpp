#include <algorithm>
#include <numeric>

#include "racesim/reference/workload.hpp"

namespace racesim {
namespace {

constexpr std::size_t slice = WorkloadGraph::slice;

/// In-edges of each lab one after the other, in the order of edge numbers.
struct InEdges {
  std::vector<std::size_t> begin;
  std::vector<std::uint32_t> source;
  std::vector<double> weight;

  std::size_t degree(std::uint32_t lab) const { return begin[lab + 1] - begin[lab]; }
};

InEdges gather_edges(std::size_t labs) {
  const std::size_t edges = labs * WorkloadGraph::edges_per_lab;
  InEdges in{std::vector<std::size_t>(labs + 1), std::vector<std::uint32_t>(edges), std::vector<double>(edges)};
  for (std::size_t edge = 0; edge < edges; ++edge) {
    ++in.begin[workload_edge(edge, labs).target + 1];
  }
  std::partial_sum(in.begin.begin(), in.begin.end(), in.begin.begin());
  std::vector<std::size_t> next(in.begin.begin(), in.begin.end() - 1);
  for (std::size_t edge = 0; edge < edges; ++edge) {
    const auto [target, weight] = workload_edge(edge, labs);
    const std::size_t place = next[target]++;
    in.source[place] = static_cast<std::uint32_t>(edge / WorkloadGraph::edges_per_lab);
    in.weight[place] = weight;
  }
  return in;
}

/// Ids by place: as given, or by falling in-degree; ids past the last lab pad the last slice.
Column<std::uint32_t> place_labs(const InEdges& in, std::size_t labs, std::span<const std::uint32_t> order) {
  Column<std::uint32_t> id((labs + slice - 1) / slice * slice);
  std::iota(id.begin(), id.end(), 0U);
  const auto last = id.begin() + static_cast<std::ptrdiff_t>(labs);
  if (order.empty()) {
    std::stable_sort(id.begin(), last, [&](auto left, auto right) { return in.degree(left) > in.degree(right); });
  } else {
    std::copy(order.begin(), order.end(), id.begin());
  }
  return id;
}

/// Appends the in-edges of the lab's at [first, first + slice), as many rows as the largest in-degree.
void append_slice(WorkloadGraph& graph, const InEdges& in, std::span<const std::int32_t> place_of, std::size_t first,
                  double diffusion) {
  const auto degree = [&](std::size_t place) { return place < graph.labs ? in.degree(graph.id[place]) : 0; };
  std::size_t rows = 0;
  for (std::size_t lab = 0; lab < slice; ++lab) {
    rows = std::max(rows, degree(first + lab));
  }
  const std::size_t begin = graph.source.size();
  graph.source.resize(begin + rows * slice);
  graph.weight.resize(begin + rows * slice);
  for (std::size_t lab = 0; lab < slice; ++lab) {
    const std::size_t edges = degree(first + lab);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t slot = begin + row * slice + lab;
      graph.source[slot] = static_cast<std::int32_t>(first + lab);
      if (row < edges) {
        const std::size_t edge = in.begin[graph.id[first + lab]] + row;
        graph.source[slot] = place_of[in.source[edge]];
        graph.weight[slot] = diffusion * in.weight[edge] / static_cast<double>(edges);
      }
    }
  }
  graph.slice_begin.push_back(graph.source.size());
}

}  // namespace

std::uint64_t workload_hash(std::uint64_t key) {
  std::uint64_t z = key + 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

double workload_uniform(std::uint64_t key) { return static_cast<double>(workload_hash(key) >> 11) * 0x1p-53; }

WorkloadEdge workload_edge(std::uint64_t edge, std::size_t labs) {
  const std::uint64_t source = edge / WorkloadGraph::edges_per_lab;
  const double step = workload_uniform(edge + (std::uint64_t{1} << 40)) * static_cast<double>(labs - 1);
  return {static_cast<std::uint32_t>((source + 1 + static_cast<std::uint64_t>(step)) % labs),
          workload_uniform(edge + (std::uint64_t{1} << 41))};
}

double first_budget(std::uint32_t id) { return 0.5 + workload_uniform(id + (std::uint64_t{1} << 42)); }
double first_efficiency(std::uint32_t id) { return workload_uniform(id + (std::uint64_t{1} << 43)); }

WorkloadGraph make_workload_graph(std::size_t labs, double diffusion, std::span<const std::uint32_t> order) {
  const InEdges in = gather_edges(labs);
  WorkloadGraph graph;
  graph.labs = labs;
  graph.id = place_labs(in, labs, order);
  std::vector<std::int32_t> place_of(labs);
  for (std::size_t place = 0; place < labs; ++place) {
    place_of[graph.id[place]] = static_cast<std::int32_t>(place);
  }
  graph.source.reserve(in.source.size() + in.source.size() / 16);
  graph.weight.reserve(in.source.size() + in.source.size() / 16);
  graph.slice_begin = {0};
  for (std::size_t first = 0; first < graph.places(); first += slice) {
    append_slice(graph, in, place_of, first, diffusion);
  }
  return graph;
}

}  // namespace racesim

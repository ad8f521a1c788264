#include "racesim/model/network_measures.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/strong_components.hpp>

#include "racesim/core/month.hpp"

namespace racesim {

namespace {

struct Link {
  double weight = 0;
  double length = 0;
};
template <class Direction>
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, Direction, boost::no_property, Link>;
using Directed = Graph<boost::directedS>;
using Undirected = Graph<boost::undirectedS>;

template <class G>
G graph_of(std::size_t labs, std::span<const Tie> ties) {
  G graph(labs);
  for (const Tie& tie : ties) boost::add_edge(tie.from, tie.to, Link{tie.weight, 1 / tie.weight}, graph);
  return graph;
}

double rate(const Diffusion::Params& p, Channel channel) {
  switch (channel) {
    case Channel::publication: return p.publication_rate;
    case Channel::open_weights: return p.open_weights_rate;
    case Channel::talent: return p.talent_rate;
    case Channel::espionage: return p.espionage_share / month_in_years;  // weights are chances a month
    default: return 1;
  }
}

/// Sorted, with parallel ties added up in the order in which they come.
std::vector<Tie> merged(std::vector<Tie> ties) {
  std::ranges::stable_sort(ties, {}, [](const Tie& tie) { return std::pair(tie.from, tie.to); });
  std::vector<Tie> result;
  for (const Tie& tie : ties) {
    if (!result.empty() && result.back().from == tie.from && result.back().to == tie.to)
      result.back().weight += tie.weight;
    else
      result.push_back(tie);
  }
  return result;
}

void add_ties(const Inputs& inputs, Channel channel, std::vector<Tie>& found) {
  const Layer& layer = inputs.network[channel];
  const double factor = rate(inputs.parameters.diffusion, channel);
  for (std::uint32_t i = 0; i + 1 < layer.offset.size(); ++i) {
    for (std::uint32_t e = layer.offset[i]; e < layer.offset[i + 1]; ++e) {
      const double weight = factor * layer.weight[e];
      if (weight > 0) found.push_back({layer.source[e], i, weight});
    }
  }
}

std::vector<double> betweenness(const Directed& graph) {
  const std::size_t n = boost::num_vertices(graph);
  if (n > most_for_betweenness) return {};
  std::vector<double> centrality(n, 0);
  const auto index = get(boost::vertex_index, graph);
  boost::brandes_betweenness_centrality(
      graph, boost::centrality_map(boost::make_iterator_property_map(centrality.begin(), index))
                 .vertex_index_map(index)
                 .weight_map(get(&Link::length, graph)));
  const double pairs = n > 2 ? static_cast<double>((n - 1) * (n - 2)) : 1;
  for (double& share : centrality) share /= pairs;
  return centrality;
}

/// The label with most weight around a lab: its own if none has more, else the lowest of those that have most.
int strongest_label(const Undirected& graph, const std::vector<int>& label, std::size_t lab) {
  std::map<int, double> around;
  for (const auto& e : boost::make_iterator_range(out_edges(lab, graph)))
    around[label[target(e, graph)]] += graph[e].weight;
  int best = label[lab];
  double most = around.contains(best) ? around[best] : 0;
  for (const auto& [candidate, weight] : around) {
    if (weight > most) best = candidate, most = weight;
  }
  return best;
}

std::vector<int> communities(const Undirected& graph) {
  constexpr int sweeps = 100;  // a few are enough; where labels keep changing places, any of them will do
  std::vector<int> label(num_vertices(graph));
  for (std::size_t i = 0; i < label.size(); ++i) label[i] = static_cast<int>(i);
  bool changed = true;
  for (int sweep = 0; changed && sweep < sweeps; ++sweep) {
    changed = false;
    for (std::size_t i = 0; i < label.size(); ++i) {
      const int best = strongest_label(graph, label, i);
      changed |= best != label[i];
      label[i] = best;
    }
  }
  std::map<int, int> number;
  for (int& l : label) l = number.emplace(l, static_cast<int>(number.size())).first->second;
  return label;
}

/// Weight within communities beyond what labs of the same strengths would have there by chance.
double modularity(std::span<const Tie> ties, const NetworkMeasures& found) {
  double total = 0, within = 0;
  for (const Tie& tie : ties) {
    total += tie.weight;
    within += found.community[tie.from] == found.community[tie.to] ? tie.weight : 0;
  }
  if (total <= 0) return 0;
  std::vector<double> strength(found.communities, 0);
  for (std::size_t i = 0; i < found.community.size(); ++i)
    strength[found.community[i]] += found.in_strength[i] + found.out_strength[i];
  double by_chance = 0;
  for (const double s : strength) by_chance += s / (2 * total) * (s / (2 * total));
  return within / total - by_chance;
}

void add_strengths(const Inputs& inputs, std::span<const Tie> ties, NetworkMeasures& found) {
  found.in_strength.assign(inputs.n_labs(), 0);
  found.out_strength.assign(inputs.n_labs(), 0);
  double total = 0, across = 0;
  for (const Tie& tie : ties) {
    found.out_strength[tie.from] += tie.weight;
    found.in_strength[tie.to] += tie.weight;
    total += tie.weight;
    across += inputs.labs.bloc[tie.from] != inputs.labs.bloc[tie.to] ? tie.weight : 0;
  }
  found.across = total > 0 ? across / total : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::vector<Tie> ties(const Inputs& inputs, Channel channel) {
  std::vector<Tie> found;
  add_ties(inputs, channel, found);
  return merged(std::move(found));
}

std::vector<Tie> ties(const Inputs& inputs) {
  std::vector<Tie> found;
  for (int c = 0; c < n_channels; ++c) {
    if (static_cast<Channel>(c) != Channel::distillation) add_ties(inputs, static_cast<Channel>(c), found);
  }
  return merged(std::move(found));
}

NetworkMeasures measure_network(const Inputs& inputs, std::span<const Tie> ties) {
  const auto n = static_cast<std::size_t>(inputs.n_labs());
  const auto directed = graph_of<Directed>(n, ties);
  const auto undirected = graph_of<Undirected>(n, ties);
  std::vector<int> part(n);
  const auto part_of = boost::make_iterator_property_map(part.begin(), get(boost::vertex_index, directed));
  NetworkMeasures found;
  found.ties = ties.size();
  found.density = n > 1 ? static_cast<double>(ties.size()) / static_cast<double>(n * (n - 1)) : 0;
  found.weak_components = boost::connected_components(undirected, part_of);
  found.strong_components = boost::strong_components(directed, part_of);
  add_strengths(inputs, ties, found);
  found.betweenness = betweenness(directed);
  found.community = communities(undirected);
  found.communities = 1 + *std::ranges::max_element(found.community);
  found.modularity = modularity(ties, found);
  return found;
}

std::string lab_name(const Inputs& inputs, int lab) {
  const int developer = lab - inputs.n_named();
  return developer < 0 ? inputs.labs.name[lab] : "developer " + std::to_string(developer + 1);
}

}  // namespace racesim

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include <boost/graph/adjacency_list.hpp>

#include "parts.hpp"
#include "racesim/core/math.hpp"
#include "racesim/core/random.hpp"
#include "racesim/core/sum.hpp"

namespace racesim {

namespace {

struct Link {
  Channel channel = Channel::publication;
  double weight = 0;
};
/// Edges run from the source to the lab that learns; parallel edges are different channels.
using Multigraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Link>;

const ChannelWeights& weights(const NetworkRules& rules, Channel channel) {
  switch (channel) {
    case Channel::publication: return rules.publication;
    case Channel::open_weights: return rules.open_weights;
    case Channel::talent: return rules.talent;
    case Channel::distillation: return rules.distillation;
    default: return rules.espionage;
  }
}

/// Every pair of named labs in every channel, with the weights of the rules.
void connect_named(const NetworkRules& rules, const LabTraits& labs, Multigraph& graph) {
  const int named = static_cast<int>(labs.name.size());
  for (int c = 0; c < n_channels; ++c) {
    const ChannelWeights& w = weights(rules, static_cast<Channel>(c));
    for (int j = 0; j < named; ++j) {
      for (int i = 0; i < named; ++i) {
        const double weight = labs.bloc[i] == labs.bloc[j] ? w.within : w.across;
        // On a fixed grid, so that sums of weights do not depend on the order of the labs.
        if (i != j && weight > 0) boost::add_edge(j, i, {static_cast<Channel>(c), quantise_log(weight)}, graph);
      }
    }
  }
}

// The generators below are not Boost's: those take numbers from one sequence, so that a developer more or less would
// change whom all later ones follow. Here every draw has an address (docs/decisions/0002-addressed-random-numbers.md).

/// A whole number below `count` at an address.
std::uint32_t pick(std::uint64_t seed, std::int64_t developer, std::uint32_t ordinal, std::uint64_t count) {
  const double u = uniform(
      {.seed = seed, .stream = StreamId::initial, .agent = developer_agent(developer), .partner = 16 + ordinal});
  return static_cast<std::uint32_t>(std::min<double>(u * static_cast<double>(count), static_cast<double>(count - 1)));
}

/// Developer k follows `links` earlier ones in proportion to how often they are followed already
/// (Barabasi & Albert 1999): a place in the list of all ends of earlier links is drawn.
void connect_scale_free(const Scenario& scenario, int named, Multigraph& graph) {
  const Population& population = scenario.population;
  std::vector<std::uint32_t> ends;
  for (std::int64_t k = 1; k < population.developers; ++k) {
    const std::int64_t links = std::min<std::int64_t>(population.links, k);
    std::vector<std::uint32_t> followed;
    for (std::uint32_t n = 0; n < links; ++n) {
      const std::uint32_t j = ends.empty() ? 0 : ends[pick(scenario.seed, k, n, ends.size())];
      if (std::ranges::find(followed, j) == followed.end()) followed.push_back(j);
    }
    for (std::uint32_t j : followed) {
      boost::add_edge(named + j, named + k, {Channel::publication, 1.0}, graph);
      ends.push_back(j);
      ends.push_back(static_cast<std::uint32_t>(k));
    }
  }
}

/// Developer k follows its `links` neighbours on a ring, each link rewired with a chance (Watts & Strogatz 1998).
void connect_small_world(const Scenario& scenario, int named, Multigraph& graph) {
  const Population& population = scenario.population;
  const std::int64_t n = population.developers;
  for (std::int64_t k = 0; k < n; ++k) {
    for (std::uint32_t link = 0; link < population.links && link + 1 < n; ++link) {
      const double u = uniform(
          {.seed = scenario.seed, .stream = StreamId::initial, .agent = developer_agent(k), .partner = 200 + link});
      std::int64_t j = (k + 1 + link) % n;
      if (u < population.rewiring) j = pick(scenario.seed, k, link, n);
      if (j != k) boost::add_edge(named + j, named + k, {Channel::publication, 1.0}, graph);
    }
  }
}

/// Each developer builds on the open weights of some named labs and distils from them. Labs are counted off by their
/// ids, so that the order in which a scenario lists them does not matter.
void connect_bases(const Scenario& scenario, const LabTraits& labs, Multigraph& graph) {
  const int named = static_cast<int>(labs.name.size());
  std::vector<int> by_id(named);
  std::iota(by_id.begin(), by_id.end(), 0);
  std::ranges::sort(by_id, {}, [&](int i) { return labs.agent[i]; });
  const Population& population = scenario.population;
  const std::int64_t bases = std::min<std::int64_t>(population.bases, named);
  for (std::int64_t k = 0; k < population.developers; ++k) {
    const std::uint32_t first = pick(scenario.seed, k, 100, named);
    for (std::int64_t n = 0; n < bases; ++n) {
      const int j = by_id[(first + n) % named];
      boost::add_edge(j, named + k, {Channel::open_weights, 1.0}, graph);
      boost::add_edge(j, named + k, {Channel::distillation, 1.0}, graph);
    }
  }
}

/// Compressed in-edges of one channel, sources ascending. A learner's weights sum to 1; in espionage a source's do.
Layer compress(const Multigraph& graph, Channel channel) {
  const std::size_t n = boost::num_vertices(graph);
  std::vector<double> total(n, 0);
  Layer layer;
  layer.offset.assign(n + 1, 0);
  const bool by_source = channel == Channel::espionage;
  for (const auto& e : boost::make_iterator_range(boost::edges(graph))) {
    if (graph[e].channel != channel) continue;
    total[by_source ? source(e, graph) : target(e, graph)] += graph[e].weight;
    ++layer.offset[target(e, graph) + 1];
  }
  for (std::size_t i = 0; i < n; ++i) layer.offset[i + 1] += layer.offset[i];
  layer.source.resize(layer.offset[n]);
  layer.weight.resize(layer.offset[n]);
  std::vector<std::uint32_t> next(layer.offset.begin(), layer.offset.end() - 1);
  for (const auto& e : boost::make_iterator_range(boost::edges(graph))) {  // edges come by ascending source
    if (graph[e].channel != channel) continue;
    const std::uint32_t place = next[target(e, graph)]++;
    layer.source[place] = static_cast<std::uint32_t>(source(e, graph));
    layer.weight[place] = graph[e].weight / total[by_source ? source(e, graph) : target(e, graph)];
  }
  return layer;
}

/// The layer of open weights the other way round, developers only.
Followers followers_of(const Layer& bases, int named) {
  Followers result;
  result.offset.assign(named + 1, 0);
  const auto first = bases.offset[named];
  for (std::uint32_t e = first; e < bases.source.size(); ++e) ++result.offset[bases.source[e] + 1];
  for (int i = 0; i < named; ++i) result.offset[i + 1] += result.offset[i];
  result.lab.resize(result.offset[named]);
  std::vector<std::uint32_t> next(result.offset.begin(), result.offset.end() - 1);
  for (std::uint32_t k = named; k + 1 < bases.offset.size(); ++k) {
    for (std::uint32_t e = bases.offset[k]; e < bases.offset[k + 1]; ++e) result.lab[next[bases.source[e]]++] = k;
  }
  return result;
}

}  // namespace

Network build_network(const Scenario& scenario, const LabTraits& labs) {
  const int named = static_cast<int>(labs.name.size());
  Multigraph graph(labs.agent.size());
  connect_named(scenario.network, labs, graph);
  if (scenario.population.developers > 0) {
    if (scenario.population.graph == Graph::scale_free) connect_scale_free(scenario, named, graph);
    if (scenario.population.graph == Graph::small_world) connect_small_world(scenario, named, graph);
    connect_bases(scenario, labs, graph);
  }
  Network network;
  for (int c = 0; c < n_channels; ++c) network.layer[c] = compress(graph, static_cast<Channel>(c));
  network.followers = followers_of(network[Channel::open_weights], named);
  // A source teaches through papers what it publishes.
  Layer& papers = network.layer[static_cast<int>(Channel::publication)];
  for (std::size_t e = 0; e < papers.source.size(); ++e) papers.weight[e] *= labs.publishing[papers.source[e]];
  for (std::uint32_t source : network[Channel::espionage].source) network.spied_on.push_back(labs.agent[source]);
  return network;
}

}  // namespace racesim

#pragma once
// What the network of learning looks like before anybody has learnt: components, who teaches, who stands between
// others, communities. And the network as GraphML, which networkx, igraph, Gephi and others read.
#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "racesim/model/inputs.hpp"

namespace racesim {

/// An edge j -> i: lab i learns from lab j.
///
/// Weights are shares of a distance in ln A that an edge closes in a year at full absorption and with no policy in
/// force [1/yr]: kappa_c w_ji, and for espionage its chance times the share taken. Distillation moves a released model
/// instead; its weights are those of the network, which sum to 1 over the sources of a lab.
struct Tie {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 0;
};

/// The ties of one channel, sources ascending, parallel ones added up; those without weight are left out.
std::vector<Tie> ties(const Inputs& inputs, Channel channel);
/// The same over all channels that move ln A, which is every one but distillation.
std::vector<Tie> ties(const Inputs& inputs);

struct NetworkMeasures {
  std::size_t ties = 0;
  double density = 0;                ///< ties over the ordered pairs of labs
  int weak_components = 0;           ///< parts that no tie connects
  int strong_components = 0;         ///< largest parts in which everybody learns from everybody, over others if need be
  double across = 0;                 ///< share of the weight between labs of different blocs; NaN without ties
  std::vector<double> in_strength;   ///< labs: weight of the ties to it
  std::vector<double> out_strength;  ///< labs: weight of the ties from it
  /// labs: share of the shortest paths between two others that lead over it, a tie being 1 / weight long [Brandes
  /// 2001]; empty for more than `most_for_betweenness` labs.
  std::vector<double> betweenness;
  std::vector<int> community;  ///< labs: number of its community, counted from 0 in the order of the labs
  int communities = 0;
  double modularity = 0;  ///< of the communities, directions aside [Newman 2004]; 0: no more within than by chance
};

/// Betweenness takes time labs x ties.
inline constexpr std::size_t most_for_betweenness = 1000;

/// Communities are found by propagation of labels in the order of the labs [Raghavan, Albert & Kumara 2007]: no random
/// numbers, the same for the same scenario.
NetworkMeasures measure_network(const Inputs& inputs, std::span<const Tie> ties);

/// Name of a lab; generated developers are counted from 1.
std::string lab_name(const Inputs& inputs, int lab);

/// Every channel's ties as one directed multigraph: labs with name and bloc, ties with channel and weight (six digits).
void write_graphml(const Inputs& inputs, std::ostream& out);

}  // namespace racesim

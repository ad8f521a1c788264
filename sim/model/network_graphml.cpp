#include <ostream>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>

#include "racesim/model/network_measures.hpp"

namespace racesim {

namespace {

struct Node {
  std::string name, bloc;
};
struct Link {
  std::string channel;
  double weight = 0;
};
using Multigraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Node, Link>;

}  // namespace

void write_graphml(const Inputs& inputs, std::ostream& out) {
  Multigraph graph(inputs.n_labs());
  for (int i = 0; i < inputs.n_labs(); ++i) graph[i] = {lab_name(inputs, i), inputs.blocs[inputs.labs.bloc[i]]};
  for (int c = 0; c < n_channels; ++c) {
    const std::string channel(enum_names(Channel{})[c]);
    for (const Tie& tie : ties(inputs, static_cast<Channel>(c)))
      boost::add_edge(tie.from, tie.to, {channel, tie.weight}, graph);
  }
  boost::dynamic_properties properties;
  properties.property("name", get(&Node::name, graph));
  properties.property("bloc", get(&Node::bloc, graph));
  properties.property("channel", get(&Link::channel, graph));
  properties.property("weight", get(&Link::weight, graph));
  boost::write_graphml(out, graph, properties, true);
}

}  // namespace racesim

#include "racesim/model/network_measures.hpp"

#include <cmath>
#include <sstream>

#include "support/catch.hpp"

using namespace racesim;

namespace {

/// Labs of the given blocs; no ties yet.
Inputs labs_of(std::vector<std::uint8_t> blocs) {
  Inputs inputs;
  inputs.blocs = {"US", "China"};
  for (std::size_t i = 0; i < blocs.size(); ++i) {
    inputs.labs.name.push_back("lab" + std::to_string(i));
    inputs.labs.agent.push_back(static_cast<std::uint32_t>(i));
    inputs.labs.bloc.push_back(blocs[i]);
  }
  for (Layer& layer : inputs.network.layer) layer.offset.assign(blocs.size() + 1, 0);
  return inputs;
}

/// Lab 1 learns from lab 0 in a channel.
void teach(Inputs& inputs, Channel channel, double weight) {
  Layer& layer = inputs.network.layer[static_cast<int>(channel)];
  std::fill(layer.offset.begin() + 2, layer.offset.end(), 1);
  layer.source.assign(1, 0);
  layer.weight.assign(1, weight);
}

}  // namespace

TEST_CASE("a chain is one weak component of as many strong ones, and only its middle stands between others") {
  const Inputs inputs = labs_of({0, 0, 1});
  const std::vector<Tie> chain = {{0, 1, 0.5}, {1, 2, 0.25}};
  const NetworkMeasures m = measure_network(inputs, chain);
  CHECK(m.ties == 2);
  CHECK(m.density == Approx(1.0 / 3));
  CHECK(m.weak_components == 1);
  CHECK(m.strong_components == 3);
  CHECK(m.across == Approx(1.0 / 3));
  CHECK(m.out_strength == std::vector<double>{0.5, 0.25, 0});
  CHECK(m.in_strength == std::vector<double>{0, 0.5, 0.25});
  CHECK(m.betweenness == std::vector<double>{0, 0.5, 0});  // one of the two ordered pairs of others
}

TEST_CASE("a circle is one strong component, and the longer way round counts when its ties are stronger") {
  const Inputs inputs = labs_of({0, 0, 0});
  const std::vector<Tie> circle = {{0, 1, 4}, {0, 2, 0.1}, {1, 2, 4}, {2, 0, 4}};
  const NetworkMeasures m = measure_network(inputs, circle);
  CHECK(m.strong_components == 1);
  CHECK(m.across == 0);
  CHECK(m.betweenness[1] == Approx(0.5));  // 0 -> 2 over 1: 1/4 + 1/4 is shorter than 1/0.1
}

TEST_CASE("two groups with one weak tie between them are two communities") {
  const Inputs inputs = labs_of({0, 0, 0, 1, 1, 1});
  std::vector<Tie> groups;
  for (const std::uint32_t first : {0u, 3u}) {
    for (std::uint32_t j = first; j < first + 3; ++j) {
      for (std::uint32_t i = first; i < first + 3; ++i) {
        if (i != j) groups.push_back({j, i, 1});
      }
    }
  }
  groups.push_back({2, 3, 0.1});
  const NetworkMeasures m = measure_network(inputs, groups);
  CHECK(m.communities == 2);
  CHECK(m.community == std::vector<int>{0, 0, 0, 1, 1, 1});
  CHECK(m.modularity == Approx(12 / 12.1 - 0.5));
}

TEST_CASE("labs without ties are parts and communities of their own, and no share of nothing is across blocs") {
  const NetworkMeasures m = measure_network(labs_of({0, 1}), {});
  CHECK(m.weak_components == 2);
  CHECK(m.strong_components == 2);
  CHECK(m.communities == 2);
  CHECK(m.modularity == 0);
  CHECK(std::isnan(m.across));
}

TEST_CASE("ties weigh what their channel closes in a year, and those of all channels but distillation add up") {
  Inputs inputs = labs_of({0, 1});
  inputs.parameters.diffusion.publication_rate = 0.5;
  inputs.parameters.diffusion.espionage_share = 0.25;
  teach(inputs, Channel::publication, 0.5);
  teach(inputs, Channel::espionage, 0.01);
  teach(inputs, Channel::distillation, 1);
  teach(inputs, Channel::talent, 0);
  CHECK(ties(inputs, Channel::publication)[0].weight == 0.25);
  CHECK(ties(inputs, Channel::espionage)[0].weight == Approx(0.03));
  CHECK(ties(inputs, Channel::distillation)[0].weight == 1);
  CHECK(ties(inputs, Channel::talent).empty());
  const std::vector<Tie> all = ties(inputs);
  REQUIRE(all.size() == 1);
  CHECK(all[0].from == 0);
  CHECK(all[0].to == 1);
  CHECK(all[0].weight == Approx(0.28));
}

TEST_CASE("GraphML holds names, blocs, channels and weights, escaped as XML demands") {
  Inputs inputs = labs_of({0, 1});
  inputs.labs.name[0] = "A & B";
  teach(inputs, Channel::distillation, 0.5);
  std::ostringstream out;
  write_graphml(inputs, out);
  for (const char* part : {"A &amp; B", "lab1", ">China<", ">distillation<", ">0.5<", "edgedefault=\"directed\""}) {
    INFO(part);
    CHECK(out.str().find(part) != std::string::npos);
  }
}

#include "racesim/report/network_table.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/core/text.hpp"
#include "racesim/model/network_measures.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t listed_labs = 10;

struct Row {
  std::string channel;
  NetworkMeasures measures;
};

/// Every channel, then all that move ln A.
std::vector<Row> measured(const Inputs& inputs) {
  std::vector<Row> rows;
  for (int c = 0; c < n_channels; ++c) {
    rows.push_back(
        {std::string(enum_names(Channel{})[c]), measure_network(inputs, ties(inputs, static_cast<Channel>(c)))});
  }
  rows.push_back({"all but distillation", measure_network(inputs, ties(inputs))});
  return rows;
}

std::vector<std::vector<Cell>> channel_rows(const std::vector<Row>& rows) {
  std::vector<std::vector<Cell>> cells;
  std::vector<Cell>& header = cells.emplace_back();
  for (const char* title :
       {"channel", "ties", "density", "weak parts", "strong parts", "across blocs", "communities", "modularity"}) {
    header.push_back({title, Ink::dim});
  }
  for (const auto& [channel, m] : rows) {
    cells.push_back({{channel},
                     {std::to_string(m.ties)},
                     {decimal(m.density, 3)},
                     {std::to_string(m.weak_components)},
                     {std::to_string(m.strong_components)},
                     {m.ties > 0 ? decimal(100 * m.across, 1) + " %" : "-"},
                     {std::to_string(m.communities)},
                     {decimal(m.modularity, 3)}});
  }
  return cells;
}

std::vector<std::vector<Cell>> lab_rows(const Inputs& inputs, const NetworkMeasures& m) {
  std::vector<int> order(inputs.n_labs());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater<>{}, [&](int i) { return m.out_strength[i]; });
  order.resize(std::min(order.size(), listed_labs));
  std::vector<std::vector<Cell>> cells = {{{"lab", Ink::dim},
                                           {"bloc", Ink::dim},
                                           {"teaches", Ink::dim},
                                           {"learns", Ink::dim},
                                           {"between", Ink::dim},
                                           {"community", Ink::dim}}};
  for (const int i : order) {
    cells.push_back({{lab_name(inputs, i)},
                     {inputs.blocs[inputs.labs.bloc[i]]},
                     {decimal(m.out_strength[i], 2)},
                     {decimal(m.in_strength[i], 2)},
                     {m.betweenness.empty() ? "-" : decimal(m.betweenness[i], 3)},
                     {std::to_string(m.community[i] + 1)}});
  }
  return cells;
}

Json json_of(const Inputs& inputs, const Row& row) {
  const NetworkMeasures& m = row.measures;
  Json labs = Json::array();
  for (int i = 0; i < inputs.n_named(); ++i) {
    labs.push_back({{"lab", inputs.labs.name[i]},
                    {"bloc", inputs.blocs[inputs.labs.bloc[i]]},
                    {"out_strength", m.out_strength[i]},
                    {"in_strength", m.in_strength[i]},
                    {"betweenness", m.betweenness.empty() ? Json() : Json(m.betweenness[i])},
                    {"community", m.community[i] + 1}});
  }
  return {{"channel", row.channel},
          {"ties", m.ties},
          {"density", m.density},
          {"weak_components", m.weak_components},
          {"strong_components", m.strong_components},
          {"share_across_blocs", m.across},  // null without ties
          {"communities", m.communities},
          {"modularity", m.modularity},
          {"labs", std::move(labs)}};
}

}  // namespace

std::string network_table(const Inputs& inputs, bool colour) {
  const std::vector<Row> rows = measured(inputs);
  std::string text = fmt::format(
      "Who learns from whom: {} named labs, {} generated developers. A tie weighs the share of a distance in ln A "
      "that\n"
      "it closes in a year at full absorption, no policy in force; distillation: its weight in the network.\n\n",
      inputs.n_named(), inputs.n_labs() - inputs.n_named());
  text += in_columns(channel_rows(rows), {false, true, true, true, true, true, true, true}, colour);
  text += "\n" + inked("Who teaches most", Ink::bold, colour) + ", all but distillation; strengths in 1/yr\n";
  return text + in_columns(lab_rows(inputs, rows.back().measures), {false, false, true, true, true, true}, colour);
}

Json network_json(const Inputs& inputs) {
  Json channels = Json::array();
  for (const Row& row : measured(inputs)) channels.push_back(json_of(inputs, row));
  return {{"named_labs", inputs.n_named()},
          {"developers", inputs.n_labs() - inputs.n_named()},
          {"channels", std::move(channels)}};
}

}  // namespace racesim

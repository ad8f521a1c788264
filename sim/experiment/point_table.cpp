#include "point_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/io/csv_reader.hpp"
#include "racesim/io/former_keys.hpp"
#include "racesim/io/scalars.hpp"

namespace racesim {

namespace {

/// Number of the level that a text is of; a new text makes a new level.
double level_of(const std::string& text, ResolvedFactor& factor) {
  const auto known = std::ranges::find(factor.labels, text);
  const auto level = known - factor.labels.begin();
  if (known == factor.labels.end()) factor.labels.push_back(text);
  return static_cast<double>(level);
}

std::optional<double> read_cell(const Node& cell, ResolvedFactor& factor, Diagnostics& diagnostics) {
  if (factor.parameter < 0) return level_of(cell.text, factor);
  return read_number(cell, parameter_fields()[static_cast<std::size_t>(factor.parameter)], diagnostics);
}

void refuse_strangers(const Node& row, const std::vector<ResolvedFactor>& factors, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const ResolvedFactor& factor : factors) names.push_back(factor.name);
  for (const Node::Key& key : row.keys) {
    if (std::ranges::find(names, key.text) != names.end()) continue;
    const std::string near = did_you_mean(key.text, names);
    diagnostics.error(key.mark, fmt::format("column \"{}\" is no factor of the study", key.text),
                      near.empty() ? list_allowed(names) : near);
  }
}

}  // namespace

PointTable read_point_table(const std::string& path, const Mark& from, std::vector<ResolvedFactor>& factors,
                            Files& files, Diagnostics& diagnostics) {
  const std::string* text = files.read(path, from, diagnostics);
  std::optional<Node> table = text ? read_csv(*text, path, diagnostics) : std::nullopt;
  if (!table) return {};
  if (!table->is_list() || table->items.empty()) {
    diagnostics.error({path, 1, 1}, "the table of a study needs rows, and no column \"name\"");
    return {};
  }
  for (Node& row : table->items) {
    for (Node::Key& column : row.keys) column.text = present_parameter(column.text, column.mark, diagnostics);
  }
  refuse_strangers(table->items[0], factors, diagnostics);
  PointTable points;
  for (const Node& row : table->items) {
    std::vector<double>& values = points.emplace_back();
    for (ResolvedFactor& factor : factors) {
      const Node* cell = row.find(factor.name);
      if (!cell) diagnostics.error(row.mark, fmt::format("no value of \"{}\"", factor.name));
      values.push_back(cell ? read_cell(*cell, factor, diagnostics).value_or(0) : 0);
    }
  }
  for (ResolvedFactor& factor : factors)
    factor.weights.assign(factor.labels.size(), 1.0 / static_cast<double>(factor.labels.size()));
  return points;
}

}  // namespace racesim

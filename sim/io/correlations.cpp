#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "racesim/io/yaml_type.hpp"

namespace racesim {
namespace {

/// Place of a parameter among the names; appended when it is new.
std::size_t place_of(const std::string& name, std::vector<std::string>& names) {
  const auto at = std::find(names.begin(), names.end(), name);
  const auto place = static_cast<std::size_t>(at - names.begin());
  if (at == names.end()) names.push_back(name);
  return place;
}

const Field rank_field{.name = "rank", .lower = -1, .upper = 1};

struct Pair {
  std::size_t a, b;
  double rank;
};

/// One entry {between: [a, b], rank: r}.
std::optional<Pair> read_pair(const Node& entry, std::vector<std::string>& names, Diagnostics& diagnostics) {
  if (!expect_map(entry, "correlations", diagnostics)) return std::nullopt;
  MapReader keys(entry, diagnostics);
  const Node* between = keys.take(Field{.name = "between", .doc = "two parameters", .required = true});
  const Node* rank = keys.take(Field{.name = "rank", .doc = "Spearman correlation", .required = true});
  keys.take("source");
  keys.finish();
  const auto value = rank ? read_number(*rank, rank_field, diagnostics) : std::nullopt;
  if (!between || !value) return std::nullopt;
  const bool two = between->is_list() && between->items.size() == 2 && between->items[0].is_scalar() &&
                   between->items[1].is_scalar();
  if (!two || between->items[0].text == between->items[1].text) {
    diagnostics.error(between->mark, "\"between\" must be two different parameters", "write [a, b]");
    return std::nullopt;
  }
  const std::size_t a = place_of(between->items[0].text, names);
  const std::size_t b = place_of(between->items[1].text, names);
  return Pair{a, b, *value};
}

RankCorrelations from_pairs(const Node& list, Diagnostics& diagnostics) {
  RankCorrelations result;
  std::vector<Pair> pairs;
  for (const Node& entry : list.items) {
    const auto pair = read_pair(entry, result.names, diagnostics);
    if (!pair) continue;
    const bool again = std::any_of(pairs.begin(), pairs.end(), [&](const Pair& p) {
      return std::minmax(p.a, p.b) == std::minmax(pair->a, pair->b);
    });
    if (again) diagnostics.error(entry.mark, "the correlation of these two is given twice");
    pairs.push_back(*pair);
  }
  const std::size_t n = result.names.size();
  result.matrix.assign(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) result.matrix[i * n + i] = 1;
  for (const auto& [a, b, rank] : pairs) result.matrix[a * n + b] = result.matrix[b * n + a] = rank;
  return result;
}

void read_row(const Node& row, std::size_t n, std::vector<double>& matrix, Diagnostics& diagnostics) {
  if (!row.is_list() || row.items.size() != n) {
    diagnostics.error(row.mark, fmt::format("a row of \"rank\" must be a list of {} numbers", n));
    return;
  }
  for (const Node& cell : row.items) matrix.push_back(read_number(cell, rank_field, diagnostics).value_or(0));
}

RankCorrelations from_matrix(const Node& map, Diagnostics& diagnostics) {
  RankCorrelations result;
  MapReader keys(map, diagnostics);
  const Node* names =
      keys.take(Field{.name = "names", .doc = "parameters, in the order of the rows", .required = true});
  const Node* rank = keys.take(Field{.name = "rank", .doc = "rows of Spearman correlations", .required = true});
  keys.take("source");
  keys.finish();
  if (!names || !rank) return result;
  for (const Node& name : names->items) {
    const std::size_t before = result.names.size();
    if (!name.is_scalar() || place_of(name.text, result.names) < before) {
      diagnostics.error(name.mark, fmt::format("\"names\" must be different parameters, found {}", found(name)));
      return result;
    }
  }
  const std::size_t n = result.names.size();
  if (!rank->is_list() || rank->items.size() != n) {
    diagnostics.error(rank->mark, fmt::format("\"rank\" must be a list of {} rows, one for each name", n));
    return result;
  }
  const std::size_t errors = diagnostics.error_count();
  for (const Node& row : rank->items) read_row(row, n, result.matrix, diagnostics);
  if (diagnostics.error_count() > errors) return result;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const Mark& mark = rank->items[i].items[j].mark;
      if (i == j && result.matrix[i * n + i] != 1) diagnostics.error(mark, "the diagonal of \"rank\" must be 1");
      if (result.matrix[i * n + j] != result.matrix[j * n + i]) {
        diagnostics.error(mark,
                          fmt::format("\"rank\" is not symmetric at {} and {}", result.names[j], result.names[i]));
      }
    }
  }
  return result;
}

}  // namespace

std::optional<RankCorrelations> YamlType<RankCorrelations>::read(const Node& node, const Field&,
                                                                 Diagnostics& diagnostics) {
  constexpr std::size_t most = 1000;  // parameters; the check takes time in the third power
  if (!node.is_list() && !node.is_map()) {
    diagnostics.error(node.mark, fmt::format("\"correlations\" must be a list, found {}", found(node)),
                      "write - {between: [a, b], rank: 0.5}");
    return std::nullopt;
  }
  const std::size_t errors = diagnostics.error_count();
  if (node.items.size() > most) {
    diagnostics.error(node.mark, fmt::format("more than {} correlations", most));
    return std::nullopt;
  }
  RankCorrelations result = node.is_list() ? from_pairs(node, diagnostics) : from_matrix(node, diagnostics);
  if (diagnostics.error_count() > errors) return std::nullopt;
  std::vector<double> pearson;
  for (const double rank : result.matrix) pearson.push_back(std::fabs(rank) == 1 ? rank : gaussian_correlation(rank));
  if (!result.names.empty() && cholesky(pearson, static_cast<int>(result.names.size())).empty()) {
    diagnostics.error(node.mark, "the correlations contradict each other: their matrix is not positive definite",
                      "bring them nearer to 0");
    return std::nullopt;
  }
  return result;
}

void check_correlations(const RankCorrelations& correlations, const std::vector<UncertainParameter>& uncertain,
                        const Mark& mark, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const UncertainParameter& parameter : uncertain) names.push_back(parameter.name);
  for (const std::string& name : correlations.names) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string guess = did_you_mean(name, names);
    diagnostics.error(mark, fmt::format("correlated parameter \"{}\" has no distribution", name),
                      guess.empty() ? "give it one under \"parameters\"" : guess);
  }
}

}  // namespace racesim

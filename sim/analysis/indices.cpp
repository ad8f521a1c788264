#include "racesim/analysis/indices.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "index_tables.hpp"
#include "racesim/core/diagnostic.hpp"

namespace racesim {

const std::vector<std::string_view> sensitivity_methods = {"auto", "morris", "sobol", "pawn", "rank", "split"};

bool below_threshold(const IndexTable& table, std::size_t k) {
  const auto column = std::ranges::find(table.columns, threshold_column, &IndexColumn::name);
  return column != table.columns.end() && !(table.columns[0].of[k].value > column->of[k].value);
}

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

using Words = std::vector<std::string>;

/// Designs that a method can be worked out from.
Words designs_for(const std::string& method) {
  if (method == "morris") return {"morris"};
  if (method == "sobol") return {"saltelli"};
  Words all = {"monte_carlo",    "latin_hypercube",      "sobol", "saltelli", "sample",
               "full_factorial", "fractional_factorial", "table"};
  if (method == "rank") all.push_back("one_at_a_time");
  if (method == "split") all.insert(all.end(), {"one_at_a_time", "morris"});
  return all;
}

/// Runs of the points that are a sample, replicates side by side.
std::vector<double> runs_of(const DesignedResult& result, const std::vector<double>& pairs,
                            const std::vector<std::size_t>& points) {
  std::vector<double> runs;
  for (const std::size_t p : points) {
    const bool sound = result.state[p] == DesignedResult::State::sound;
    for (std::size_t r = 0; r < result.replicates; ++r) runs.push_back(sound ? pairs[p * result.replicates + r] : none);
  }
  return runs;
}

}  // namespace

std::vector<std::string> methods_for(const DesignedResult& result, const std::string& asked) {
  const bool repeated = result.replicates >= 2;
  const bool unordered = std::ranges::any_of(result.factors, &VariedFactor::unordered);
  if (asked != "auto") {
    const Words designs = designs_for(asked);
    if (std::ranges::find(designs, result.kind) == designs.end())
      result.file->refuse(fmt::format("{} cannot be worked out from a {} design", asked, result.kind),
                          fmt::format("it needs one of {}", fmt::join(designs, ", ")));
    if (asked == "split" && !repeated)
      result.file->refuse("noise cannot be told from parameters with one replicate per point",
                          "sweep with two or more");
    Words methods = {asked};
    if (asked == "rank" && unordered && result.kind != "one_at_a_time") methods.push_back("pawn");
    if (repeated && asked != "split") methods.push_back("split");
    return methods;
  }
  Words methods;
  if (result.kind == "morris") {
    methods = {"morris"};
  } else if (result.kind == "saltelli") {
    methods = {"sobol"};
  } else {
    methods = {"rank"};
    if (random_design(result.kind) || (unordered && result.kind != "one_at_a_time")) methods.push_back("pawn");
  }
  if (repeated) methods.push_back("split");
  return methods;
}

std::vector<std::vector<IndexTable>> index_tables(const DesignedResult& result,
                                                  const std::vector<std::vector<double>>& outcomes,
                                                  const std::vector<std::string>& methods,
                                                  const BootstrapOptions& options) {
  std::vector<std::vector<double>> means, of_sample;
  const auto sample = result.sample_points();
  for (const auto& pairs : outcomes) {
    means.push_back(point_means(result, pairs).mean);
    of_sample.push_back(rows_of(means.back(), sample));
  }
  std::vector<std::vector<IndexTable>> tables(outcomes.size());
  const Design values = rows_of(result.values, sample);
  for (const std::string& method : methods) {
    const auto ranked = method == "rank" ? rank_indices(values, of_sample, options) : std::vector<RankIndices>{};
    const auto pawn =
        method == "pawn" ? pawn_indices(values, of_sample, pawn_slices, options) : std::vector<PawnIndices>{};
    for (std::size_t m = 0; m < outcomes.size(); ++m) {
      if (method == "morris") tables[m].push_back(morris_table(result, means[m], options));
      if (method == "sobol") add_sobol(result, means[m], options, tables[m]);
      if (method == "rank") tables[m].push_back(rank_table(result, of_sample[m], ranked[m], options.level));
      if (method == "pawn") tables[m].push_back(pawn_table(result, of_sample[m], pawn[m], options.level));
      if (method == "split")
        tables[m].push_back(split_table(
            result, of_sample[m],
            variance_split(runs_of(result, outcomes[m], sample), result.replicates, options, result.random_numbers)));
    }
  }
  return tables;
}

}  // namespace racesim

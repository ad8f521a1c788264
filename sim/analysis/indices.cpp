#include "racesim/analysis/indices.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

const std::vector<std::string_view> sensitivity_methods = {"auto", "morris", "sobol", "pawn", "rank", "split"};

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr int slices = 10;
constexpr std::size_t many = 20;  ///< factors among which chance must be reckoned with

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

bool random_design(const std::string& kind) {
  return kind == "monte_carlo" || kind == "latin_hypercube" || kind == "sobol" || kind == "sample" ||
         kind == "saltelli";
}

Estimate bare(double value) { return {value, {none, none}}; }

std::vector<Estimate> bare(const std::vector<double>& values) {
  std::vector<Estimate> result;
  for (const double v : values) result.push_back(bare(v));
  return result;
}

/// Puts the rows in order of the size of the first column; rows without a number come last.
IndexTable sorted(IndexTable table) {
  std::vector<std::size_t> order(table.subjects.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto size = [&](std::size_t k) {
    const double value = std::fabs(table.columns[0].of[k].value);
    return std::isnan(value) ? -1 : value;
  };
  std::ranges::stable_sort(order, std::greater{}, size);
  const auto arrange = [&](auto& all) {
    auto arranged = all;
    for (std::size_t k = 0; k < order.size(); ++k) arranged[k] = all[order[k]];
    all = std::move(arranged);
  };
  arrange(table.subjects);
  for (IndexColumn& column : table.columns) arrange(column.of);
  return table;
}

Words names_of(const std::vector<VariedFactor>& factors) {
  Words names;
  for (const VariedFactor& factor : factors) names.push_back(factor.name);
  return names;
}

IndexTable morris_table(const DesignedResult& result, const std::vector<double>& means,
                        const BootstrapOptions& options) {
  const auto effects = elementary_effects(result.u, result.group, means, options);
  const bool groups = result.group_names.size() < result.factors.size();
  IndexTable table{
      .method = "morris",
      .subject = groups ? "group" : "factor",
      .subjects = result.group_names,
      .columns = {{"mu*", effects.mu_star, false},
                  {"mu", bare(effects.mu), false},
                  {"sigma", bare(effects.sigma), false}},
      .unit_of_use = "trajectories",
      .used = effects.trajectories,
      .dropped = effects.dropped,
      .meaning =
          "mu*: mean size of the change over the range that the design gives a factor, mu: the same with its "
          "sign, sigma: how much it depends on the others and on where it starts."};
  if (groups) table.notes.push_back("A group moves its factors together; its mu has the sign of no single one.");
  return sorted(std::move(table));
}

/// What is left when the first-order shares are taken away, in words.
std::string rest_in_words(const SobolIndices& indices) {
  double sum = 0;
  for (const Estimate& s : indices.first) sum += s.value;
  return fmt::format("S1 add up to {:.2f}; what is missing to 1 is interaction.", sum);
}

void add_sobol(const DesignedResult& result, const std::vector<double>& means, const BootstrapOptions& options,
               std::vector<IndexTable>& tables) {
  const auto indices = sobol_indices(result.u, means, options);
  IndexTable table{.method = "sobol",
                   .subject = "factor",
                   .subjects = names_of(result.factors),
                   .columns = {{"ST", indices.total}, {"S1", indices.first}},
                   .numbers = {{"variance", indices.variance}},
                   .unit_of_use = "blocks",
                   .used = indices.blocks,
                   .dropped = indices.dropped,
                   .meaning =
                       "ST: share of the variance that stays as long as only this factor is unknown; S1: share "
                       "that goes once it is known. A factor with ST near 0 may be fixed.",
                   .notes = {rest_in_words(indices)}};
  IndexTable pairs = table;
  tables.push_back(sorted(std::move(table)));
  if (indices.second.empty()) return;
  pairs.subject = "pair";
  pairs.subjects.clear();
  for (std::size_t i = 0; i < result.factors.size(); ++i) {
    for (std::size_t j = i + 1; j < result.factors.size(); ++j)
      pairs.subjects.push_back(result.factors[i].name + " x " + result.factors[j].name);
  }
  pairs.columns = {{"S2", indices.second}};
  pairs.meaning = "S2: share of the variance that is the two factors' interaction, beyond what each does alone.";
  pairs.notes.clear();
  tables.push_back(sorted(std::move(pairs)));
}

/// In a long list some stand out by chance.
std::string by_chance(std::size_t factors, double level, const std::string& where) {
  return fmt::format("Of {} factors that do nothing, about {:.0f} would be {} by chance.", factors,
                     std::ceil((1 - level) * static_cast<double>(factors)), where);
}

IndexTable rank_table(const DesignedResult& result, const RankIndices& indices, double level) {
  IndexTable table{.method = "rank",
                   .subject = "factor",
                   .columns = {{"rank correlation", {}}, {"partial", {}}},
                   .unit_of_use = "points",
                   .used = indices.rows,
                   .dropped = indices.dropped,
                   .meaning =
                       "Rank correlation (Spearman): 1 or -1 where the outcome only rises or only falls with the "
                       "factor, 0 also where it does both; partial: the others held."};
  std::string left_out;
  for (std::size_t k = 0; k < result.factors.size(); ++k) {
    if (result.factors[k].unordered()) {
      left_out += (left_out.empty() ? "" : ", ") + result.factors[k].name;
      continue;
    }
    table.subjects.push_back(result.factors[k].name);
    table.columns[0].of.push_back(indices.spearman[k]);
    table.columns[1].of.push_back(bare(indices.partial[k]));
  }
  if (!left_out.empty())
    table.notes.push_back(fmt::format("Without {}: levels without an order have no rank{}.", left_out,
                                      result.kind == "one_at_a_time" ? "" : "; PAWN has them"));
  if (table.subjects.size() >= many) table.notes.push_back(by_chance(table.subjects.size(), level, "told from 0"));
  if (!random_design(result.kind))
    table.notes.push_back(
        fmt::format("The points of a {} design are no sample of the factors' distributions: this is "
                    "about these points. Shares of variance cannot be had from them.",
                    result.kind));
  return sorted(std::move(table));
}

IndexTable pawn_table(const DesignedResult& result, const PawnIndices& indices, double level) {
  IndexTable table{
      .method = "pawn",
      .subject = "factor",
      .subjects = names_of(result.factors),
      .columns = {{"PAWN", indices.median}, {"largest", bare(indices.largest)}},
      .numbers = {{"threshold", indices.threshold}},
      .unit_of_use = "points",
      .used = indices.rows,
      .dropped = indices.dropped,
      .meaning = fmt::format("PAWN: how far the distribution of the outcome moves when the factor is known "
                             "(0 to 1), median and largest over {} slices. Below {:.3f} it cannot be told "
                             "from a factor that does nothing ({:g} % of those stay below).",
                             slices, indices.threshold, 100 * level)};
  if (result.factors.size() >= many) table.notes.push_back(by_chance(result.factors.size(), level, "above that"));
  return sorted(std::move(table));
}

IndexTable split_table(const DesignedResult& result, const VarianceSplit& split) {
  const bool common = result.random_numbers == RandomNumbers::common;
  IndexTable table{.method = "split",
                   .subject = "part",
                   .subjects = {"parameters", "stochastic"},
                   .columns = {{"share",
                                {{split.share_of_parameters(), split.share},
                                 {split.stochastic / split.total(), split.stochastic_share}}},
                               {"variance", bare(std::vector{split.parameters, split.stochastic})}},
                   .unit_of_use = "points",
                   .used = split.points,
                   .dropped = split.dropped,
                   .meaning =
                       "Variance of single runs: what comes from the point of the design, and what from random "
                       "numbers within a point."};
  if (common) {
    table.subjects.push_back("stochastic x parameters");
    table.columns[0].of.push_back({split.interaction / split.total(), split.interaction_share});
    table.columns[1].of.push_back(bare(split.interaction));
    table.meaning =
        "Variance of single runs: what comes from the point of the design, what from noise that does the same at every "
        "point, and what from noise that does not. All points share their random numbers; intervals are for these "
        "replicates.";
  }
  const auto in_means = (common ? split.interaction : split.stochastic) / static_cast<double>(result.replicates);
  table.notes.push_back(fmt::format(
      "Of the variance of the means over {} replicates{}, {:.1f} % is noise; indices of a factor that does nothing are "
      "about that large.",
      result.replicates, common ? " from point to point" : "",
      100 * in_means / (in_means + std::max(0.0, split.parameters))));
  if (!(split.share.low > 0))
    table.notes.push_back(
        "Parameters cannot be told from noise here: the other tables of this outcome show noise. More "
        "replicates would help.");
  if (!random_design(result.kind))
    table.notes.push_back("The points are no sample of the factors' distributions: the share is about these points.");
  return table;
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
    const auto pawn = method == "pawn" ? pawn_indices(values, of_sample, slices, options) : std::vector<PawnIndices>{};
    for (std::size_t m = 0; m < outcomes.size(); ++m) {
      if (method == "morris") tables[m].push_back(morris_table(result, means[m], options));
      if (method == "sobol") add_sobol(result, means[m], options, tables[m]);
      if (method == "rank") tables[m].push_back(rank_table(result, ranked[m], options.level));
      if (method == "pawn") tables[m].push_back(pawn_table(result, pawn[m], options.level));
      if (method == "split")
        tables[m].push_back(split_table(result, variance_split(runs_of(result, outcomes[m], sample), result.replicates,
                                                               options, result.random_numbers)));
    }
  }
  return tables;
}

}  // namespace racesim

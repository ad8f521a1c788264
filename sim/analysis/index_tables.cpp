#include "index_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t many = 20;  ///< factors among which chance must be reckoned with

using Words = std::vector<std::string>;

Estimate bare(double value) { return {value, {none, none}}; }

std::vector<Estimate> bare(const std::vector<double>& values) {
  std::vector<Estimate> result;
  for (const double v : values) result.push_back(bare(v));
  return result;
}

/// Puts the rows in order of the size of the first column; rows without a number come last. What an outcome that is the
/// same everywhere and a handful of units cannot say comes first among the notes.
IndexTable finished(IndexTable table, bool constant) {
  table.constant = constant;
  if (constant) {
    table.notes = {std::string(constant_note)};
  } else if (table.used < fewest_units) {
    table.notes.insert(table.notes.begin(), fmt::format("Too few {} for intervals: a bootstrap needs {} or more.",
                                                        table.unit_of_use, fewest_units));
  }
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

/// What is left when the first-order shares are taken away, in words.
std::string rest_in_words(const SobolIndices& indices) {
  double sum = 0;
  for (const Estimate& s : indices.first) sum += s.value;
  return fmt::format("S1 add up to {:.2f}; what is missing to 1 is interaction.", sum);
}

/// In a long list some stand out by chance.
std::string by_chance(std::size_t factors, double level, const std::string& where) {
  return fmt::format("Of {} factors that do nothing, about {:.0f} would be {} by chance.", factors,
                     std::ceil((1 - level) * static_cast<double>(factors)), where);
}

/// What of the spread of points is noise.
void add_split_notes(const DesignedResult& result, const std::vector<double>& means, const VarianceSplit& split,
                     IndexTable& table) {
  const bool common = result.random_numbers == RandomNumbers::common;
  if (constant(means)) {
    table.notes.push_back("The means over replicates are the same at every point: all there is is noise.");
    return;
  }
  const auto in_means = (common ? split.interaction : split.stochastic) / static_cast<double>(result.replicates);
  table.notes.push_back(fmt::format(
      "Of the variance of the means over {} replicates{}, {:.1f} % is noise; indices of a factor that does nothing are "
      "about that large.",
      result.replicates, common ? " from point to point" : "",
      100 * in_means / (in_means + std::max(0.0, split.parameters))));
  if (split.points < fewest_units) {
    table.notes.push_back(fmt::format("Too few points for intervals: a bootstrap needs {} or more.", fewest_units));
  } else if (!(split.share.low > 0)) {
    table.notes.push_back(
        "Parameters cannot be told from noise here: the other tables of this outcome show noise. More "
        "replicates would help.");
  }
}

}  // namespace

bool random_design(const std::string& kind) {
  return kind == "monte_carlo" || kind == "latin_hypercube" || kind == "sobol" || kind == "sample" ||
         kind == "saltelli";
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
  return finished(std::move(table), constant(means));
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
  const bool constant = !(indices.variance > 0);
  tables.push_back(finished(std::move(table), constant));
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
  tables.push_back(finished(std::move(pairs), constant));
}

IndexTable rank_table(const DesignedResult& result, const std::vector<double>& means, const RankIndices& indices,
                      double level) {
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
  return finished(std::move(table), constant(means));
}

IndexTable pawn_table(const DesignedResult& result, const std::vector<double>& means, const PawnIndices& indices,
                      double level) {
  IndexTable table{
      .method = "pawn",
      .subject = "factor",
      .subjects = names_of(result.factors),
      .columns = {{"PAWN", indices.median},
                  {"largest", bare(indices.largest)},
                  {std::string(threshold_column), bare(indices.threshold)}},
      .unit_of_use = "points",
      .used = indices.rows,
      .dropped = indices.dropped,
      .meaning = fmt::format("PAWN: how far the distribution of the outcome moves when the factor is known (0 to 1), "
                             "median and largest over {} slices, or over its values where it has fewer. Below the "
                             "threshold it cannot be told from a factor that does nothing and is cut in the same way "
                             "({:g} % of those stay below).",
                             pawn_slices, 100 * level)};
  if (result.factors.size() >= many) table.notes.push_back(by_chance(result.factors.size(), level, "above theirs"));
  return finished(std::move(table), constant(means));
}

IndexTable split_table(const DesignedResult& result, const std::vector<double>& means, const VarianceSplit& split) {
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
  table.constant = split.points > 0 && split.total() == 0;
  if (table.constant) {
    table.notes = {std::string(constant_note)};
    return table;
  }
  add_split_notes(result, means, split, table);
  if (!random_design(result.kind))
    table.notes.push_back("The points are no sample of the factors' distributions: the share is about these points.");
  return table;
}

}  // namespace racesim

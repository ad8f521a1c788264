// A comparison as tables and sentences.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "comparison_words.hpp"
#include "racesim/core/text.hpp"
#include "racesim/report/comparison_text.hpp"

namespace racesim {

namespace {

using Table = std::vector<std::vector<Cell>>;

/// The label as the head of a column, or what it is where it would be too wide.
std::string short_label(const Side& side, const char* otherwise) {
  return columns_of(side.label) <= 16 ? side.label : otherwise;
}

std::vector<Cell> head(const std::vector<Side>& sides, const Question& question, bool several, bool outcome) {
  std::vector<std::string> titles = {outcome ? " outcome of a run" : " month"};
  if (several) titles.emplace_back("scenario");
  titles.push_back(short_label(sides[question.reference], "reference"));
  titles.push_back(several ? "other" : short_label(sides[question.reference == 0 ? 1 : 0], "other"));
  titles.emplace_back(question.paired ? "mean" : "difference");
  if (question.paired) titles.emplace_back("median");
  titles.push_back(fmt::format("{:g} % interval", 100 * question.level));
  if (question.paired) titles.emplace_back("5 to 95 %");
  titles.emplace_back("SE");
  if (question.paired) titles.emplace_back("gain");
  for (const char* share_that_is : {"lower", "higher"}) titles.emplace_back(share_that_is);
  std::vector<Cell> cells;
  for (const std::string& title : titles) cells.push_back({title, Ink::dim});
  return cells;
}

std::vector<Cell> cells_of(const ComparedRow& row, const Side& other, const Question& question, const NumberForm& form,
                           const std::string& at, bool several) {
  const PairedDifference& d = row.difference;
  std::vector<Cell> cells = {{" " + at, Ink::bold}};
  if (several) cells.push_back({other.label});
  cells.push_back({form.number(d.mean_a)});
  cells.push_back({form.number(d.mean_b)});
  cells.push_back({form.change(d.mean), Ink::bold});
  if (question.paired) cells.push_back({form.change(d.median)});
  cells.push_back({form.range(d.mean_interval)});
  if (question.paired) cells.push_back({form.range(d.range), Ink::dim});
  cells.push_back({form.error(question.paired ? d.se : d.se_unpaired)});
  if (question.paired) cells.push_back({decimal(row.gain(), row.gain() < 99.95 ? 1 : 0)});
  cells.push_back({share(row.shares.below)});
  cells.push_back({share(row.shares.above)});
  return cells;
}

/// Adds the rows of a quantity, scenario by scenario within a month, but for those in which no scenario differs from
/// the reference in any pair; gives the number of these.
std::size_t add_rows(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons,
                     std::size_t quantity, Table& table) {
  std::size_t left_out = 0;
  const bool several = comparisons.size() > 1;
  const NumberForm form = form_of(comparisons, quantity);
  const Compared& q = question.quantities[quantity];
  for (std::size_t k = 0; k < comparisons[0].rows.size(); ++k) {
    const ComparedRow& first = comparisons[0].rows[k];
    if (first.quantity != quantity) continue;
    if (std::ranges::all_of(comparisons, [&](const Versus& v) { return v.rows[k].same(); })) {
      ++left_out;
      continue;
    }
    const std::string of = q.series ? first.at : q.unit == "1" ? q.label() : fmt::format("{}, {}", q.label(), q.unit);
    for (const Versus& comparison : comparisons) {
      table.push_back(cells_of(comparison.rows[k], sides[comparison.other], question, form,
                               &comparison == &comparisons[0] ? of : "", several));
    }
  }
  return left_out;
}

/// A table under its title, with how many rows were left out of it.
std::string titled(const std::string& title, const Table& table, std::size_t left_out, bool several, bool colour) {
  std::vector<bool> right(table[0].size(), true);
  right[0] = false;
  if (several) right[1] = false;
  std::string text = title;
  if (table.size() > 1) text += in_columns(table, right, colour);
  if (left_out > 0)
    text += fmt::format(" {} row{} without any difference left out\n", left_out, left_out == 1 ? "" : "s");
  return text + "\n";
}

/// A table for each series, one for all outcomes.
std::string tables(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons,
                   bool colour) {
  const bool several = comparisons.size() > 1;
  std::string text;
  Table of_outcomes = {head(sides, question, several, true)};
  std::size_t left_out = 0;
  bool any_outcome = false;
  for (std::size_t k = 0; k < question.compared; ++k) {
    const Compared& q = question.quantities[k];
    if (!q.series) {
      left_out += add_rows(sides, question, comparisons, k, of_outcomes);
      any_outcome = true;
      continue;
    }
    Table table = {head(sides, question, several, false)};
    const std::size_t same = add_rows(sides, question, comparisons, k, table);
    const std::string title = fmt::format("{} [{}]: {}\n", inked(q.label(), Ink::bold, colour), q.unit, q.doc);
    text += titled(title, table, same, several, colour);
  }
  return any_outcome ? text + titled("", of_outcomes, left_out, several, colour) : text;
}

std::string break_even_text(const std::vector<Side>& sides, const Question& question,
                            const std::vector<Versus>& comparisons, bool colour) {
  if (question.break_even.empty()) return "";
  const auto month = [&](double m) {
    return std::isfinite(m) ? to_string(question.span.first + static_cast<int>(std::lround(m))) : std::string("-");
  };
  Table table(1);
  for (const char* title :
       {" scenario", "quantity", "never worse", "breaks even", "median", "5 to 95 % of these", "worse at the end"}) {
    table[0].push_back({title, Ink::dim});
  }
  for (const Versus& comparison : comparisons) {
    for (const BreakEvenRow& row : comparison.break_even) {
      const BreakEven& b = row.months;
      const Compared& q = question.quantities[row.quantity];
      table.push_back({{" " + sides[comparison.other].label},
                       {fmt::format("{}, {} is better", q.label(), q.lower_is_better ? "lower" : "higher")},
                       {share(b.never_worse)},
                       {share(b.recovered), Ink::bold},
                       {month(b.median), Ink::bold},
                       {b.recovered.share > 0 ? month(b.early) + " to " + month(b.late) : "-", Ink::dim},
                       {share(b.still_worse)}});
    }
  }
  return inked("Break-even", Ink::bold, colour) +
         ": month from which a run is never again worse than its pair of the reference, after it was; shares of "
         "pairs\n" +
         in_columns(table, {false, false, true, true, true, true, true}, colour) + "\n";
}

}  // namespace

std::string comparison_text(const std::vector<Side>& sides, const Question& question,
                            const std::vector<Versus>& comparisons, bool colour) {
  std::string text = preamble(sides, question, comparisons, colour);
  text += tables(sides, question, comparisons, colour);
  text += break_even_text(sides, question, comparisons, colour);
  text += sentences(sides, question, comparisons, colour);
  return text + "\n" + inked(legend(sides, question, comparisons), Ink::dim, colour);
}

}  // namespace racesim

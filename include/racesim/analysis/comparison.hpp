#pragma once
// Scenarios against one of them: pairs of runs, differences, shares, break-even.
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "racesim/analysis/quantities.hpp"
#include "racesim/analysis/sides.hpp"
#include "racesim/statistics/paired.hpp"

namespace racesim {

/// Months that all scenarios have.
struct MonthSpan {
  Month first = {};
  int months = 0;
};
MonthSpan common_months(const std::vector<Side>& sides);
// Periods count from the first month of the span.
/// Every December and the last month.
std::vector<Period> default_times(const MonthSpan& span);
std::vector<Period> every_month(const MonthSpan& span);
/// What texts like "2028-12" and "2028" mean; throws InputError; `option` is where they come from.
std::vector<Period> make_times(const std::vector<std::string>& texts, const std::string& option, const MonthSpan& span);

/// What was asked for.
struct Question {
  std::vector<Compared> quantities;
  std::size_t compared = 0;                  ///< the first so many are; the others are there for break-even only
  std::vector<std::size_t> break_even = {};  ///< places in `quantities`
  std::vector<Period> times = {};
  bool all_in_words = false;  ///< a sentence for each time, or for the last one only
  MonthSpan span = {};
  std::size_t reference = 0;
  double level = 0.9;
  bool paired = true;
};

/// A quantity at a time. Without pairs, what needs them is NaN, and `pairs` is the smaller number of runs.
struct ComparedRow {
  std::size_t quantity = 0;
  std::string at;  ///< "" for an outcome
  PairedDifference difference = {};
  Shares shares = {};

  /// How many times smaller common random numbers make the standard error; NaN where nothing varies.
  double gain() const;
  /// True when no pair differs.
  bool same() const { return shares.equal.share == 1; }
};

struct BreakEvenRow {
  std::size_t quantity = 0;
  BreakEven months;  ///< counted from the first month of the span
};

/// One scenario against the reference.
struct Versus {
  std::size_t other = 0;  ///< place among the sides
  std::size_t pairs = 0;
  std::size_t points = 0;              ///< design points at which these stand
  std::size_t alone_here = 0;          ///< its runs without a partner
  std::size_t alone_there = 0;         ///< runs of the reference without one
  std::vector<ComparedRow> rows = {};  ///< by quantity, then time; outcomes once
  std::vector<BreakEvenRow> break_even = {};
};

/// Runs that both have, as places in a.runs and b.runs.
using RunPairs = std::vector<std::pair<std::size_t, std::size_t>>;
RunPairs pairs_of(const Side& a, const Side& b);
/// Throws InputError when, by their seeds, draws and numbers, nothing can be paired.
void require_pairs(const Side& reference, const Side& other);

/// All others against the reference.
std::vector<Versus> compare(const std::vector<Side>& sides, const Question& question);
/// The rows alone, at other times.
std::vector<ComparedRow> rows_at(const Side& reference, const Side& other, const Question& question,
                                 const std::vector<Period>& times);

/// What must be said beside the numbers: of runs that are not there, of pairs that are not independent or few, of
/// different commits. Without a full stop where they are lines of a list.
std::vector<std::string> notes_of_runs(const std::vector<Side>& sides);
std::vector<std::string> notes_of_pairs(const std::vector<Side>& sides, const Question& question,
                                        const std::vector<Versus>& comparisons);
/// "2 runs of it and 1 of the reference have no partner", or "".
std::string without_partner(const Versus& comparison);
/// All of these.
std::vector<std::string> comparison_notes(const std::vector<Side>& sides, const Question& question,
                                          const std::vector<Versus>& comparisons);

nlohmann::ordered_json comparison_json(const std::vector<Side>& sides, const Question& question,
                                       const std::vector<Versus>& comparisons);
/// Every month of every series, and every outcome, in long form; the notes stand on the first row of each scenario.
std::string comparison_csv(const std::vector<Side>& sides, const Question& question,
                           const std::vector<Versus>& comparisons);
/// What differs between the runs of a scenario: "random numbers only", "random numbers and parameters".
std::string spread_text(const std::vector<Side>& sides);

}  // namespace racesim

// A comparison as tables and sentences.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "comparison_output.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

using Table = std::vector<std::vector<Cell>>;

/// How the numbers of one quantity are written: with as many decimals as their standard errors are worth.
struct Form {
  bool short_form = false;  ///< 1.2M
  int decimals = 1;

  std::string number(double x) const {
    if (!short_form) return decimal(x, decimals);
    return std::fabs(x) >= 1e15 ? scientific(x) : human(x);
  }
  /// With its sign, unless it is written as zero.
  std::string change(double x) const {
    const std::string text = number(x);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return x > 0 && !zero ? "+" + text : text;
  }
  /// Two digits.
  std::string error(double se) const {
    if (short_form || !(se > 0)) return number(se);
    return decimal(se, std::clamp(1 - static_cast<int>(std::floor(std::log10(se))), 0, 9));
  }
  std::string range(const Interval& i) const {
    return std::isfinite(i.low) ? fmt::format("{} to {}", change(i.low), change(i.high)) : "-";
  }
};

Form form_of(const std::vector<Versus>& comparisons, std::size_t quantity) {
  double size = 0, error = 0;
  for (const Versus& comparison : comparisons) {
    for (const ComparedRow& row : comparison.rows) {
      if (row.quantity != quantity) continue;
      const PairedDifference& d = row.difference;
      for (const double x : {d.mean_a, d.mean_b}) size = std::isfinite(x) ? std::max(size, std::fabs(x)) : size;
      const double se = std::isnan(d.se) ? d.se_unpaired : d.se;
      error = se > 0 ? std::max(error, se) : error;
    }
  }
  const auto magnitude = [](double x) { return static_cast<int>(std::floor(std::log10(x))); };
  const int most = size > 0 ? std::clamp(4 - magnitude(size), 0, size < 0.01 ? 6 : 3) : 1;
  return {.short_form = size >= 1e5, .decimals = std::clamp(error > 0 ? 1 - magnitude(error) : most, 0, most)};
}

std::string share(const Probability& p) {
  return std::isfinite(p.share) ? fmt::format("{:.2f}±{:.2f}", p.share, p.se) : "-";
}

/// The label as the head of a column, or what it is where it would be too wide.
std::string short_label(const Side& side, const char* otherwise) {
  return columns_of(side.label) <= 16 ? side.label : otherwise;
}

std::vector<Cell> head(const std::vector<Side>& sides, const Question& question, bool several, bool outcome) {
  std::vector<std::string> titles = {outcome ? " outcome of a run" : " month"};
  if (several) titles.emplace_back("scenario");
  titles.push_back(short_label(sides[question.reference], "reference"));
  titles.push_back(several ? "other" : short_label(sides[question.reference == 0 ? 1 : 0], "other"));
  titles.emplace_back("difference");
  titles.push_back(fmt::format("{:g} % interval", 100 * question.level));
  if (question.paired) titles.emplace_back("5 to 95 %");
  titles.emplace_back("SE");
  if (question.paired) titles.emplace_back("gain");
  for (const char* share_that_is : {"lower", "equal", "higher"}) titles.emplace_back(share_that_is);
  std::vector<Cell> cells;
  for (const std::string& title : titles) cells.push_back({title, Ink::dim});
  return cells;
}

std::vector<Cell> cells_of(const ComparedRow& row, const Side& other, const Question& question, const Form& form,
                           const std::string& at, bool several) {
  const PairedDifference& d = row.difference;
  std::vector<Cell> cells = {{" " + at, Ink::bold}};
  if (several) cells.push_back({other.label});
  cells.push_back({form.number(d.mean_a)});
  cells.push_back({form.number(d.mean_b)});
  cells.push_back({form.change(d.mean), Ink::bold});
  cells.push_back({form.range(d.mean_interval)});
  if (question.paired) cells.push_back({form.range(d.range), Ink::dim});
  cells.push_back({form.error(question.paired ? d.se : d.se_unpaired)});
  if (question.paired) cells.push_back({decimal(row.gain(), row.gain() < 99.95 ? 1 : 0)});
  cells.push_back({share(row.shares.below)});
  cells.push_back({decimal(row.shares.equal.share, 2)});
  cells.push_back({share(row.shares.above)});
  return cells;
}

/// Adds the rows of a quantity, scenario by scenario within a month.
void add_rows(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons,
              std::size_t quantity, Table& table) {
  const bool several = comparisons.size() > 1;
  const Form form = form_of(comparisons, quantity);
  const Compared& q = question.quantities[quantity];
  for (std::size_t k = 0; k < comparisons[0].rows.size(); ++k) {
    const ComparedRow& first = comparisons[0].rows[k];
    if (first.quantity != quantity) continue;
    const std::string of = q.series ? first.at : q.unit == "1" ? q.label() : fmt::format("{}, {}", q.label(), q.unit);
    for (const Versus& comparison : comparisons) {
      table.push_back(cells_of(comparison.rows[k], sides[comparison.other], question, form,
                               &comparison == &comparisons[0] ? of : "", several));
    }
  }
}

/// A table for each series, one for all outcomes.
std::string tables(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons,
                   bool colour) {
  const bool several = comparisons.size() > 1;
  const auto set = [&](const Table& table) {
    std::vector<bool> right(table[0].size(), true);
    right[0] = false;
    if (several) right[1] = false;
    return in_columns(table, right, colour) + "\n";
  };
  std::string text;
  Table of_outcomes = {head(sides, question, several, true)};
  for (std::size_t k = 0; k < question.compared; ++k) {
    const Compared& q = question.quantities[k];
    if (!q.series) {
      add_rows(sides, question, comparisons, k, of_outcomes);
      continue;
    }
    Table table = {head(sides, question, several, false)};
    add_rows(sides, question, comparisons, k, table);
    text += fmt::format("{} [{}]: {}\n{}", inked(q.label(), Ink::bold, colour), q.unit, q.doc, set(table));
  }
  return of_outcomes.size() > 1 ? text + set(of_outcomes) : text;
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

std::string unit_in_words(std::string_view unit) {
  return unit == "1" ? "" : unit == "month" ? " months" : fmt::format(" {}", unit);
}

/// One sentence to quote.
std::string sentence(const ComparedRow& row, const Compared& quantity, const Side& other, const Side& reference,
                     const Question& question, const Form& form) {
  const PairedDifference& d = row.difference;
  if (d.pairs == 0) return "";
  const bool sampled = reference.sampled;
  const std::string when = row.at.empty() ? "" : fmt::format(" in {}", row.at);
  std::string text = fmt::format("{} minus {}, {}{}: {}{}", other.label, reference.label, quantity.label(), when,
                                 form.change(d.mean), unit_in_words(quantity.unit));
  if (d.pairs == 1) return text + "; one pair, which tells nothing of the spread.";
  text += fmt::format(" ({:g} % interval {})", 100 * question.level, form.range(d.mean_interval));
  text += fmt::format("; lower in {} of {}, higher in {}", share(row.shares.below),
                      question.paired ? "pairs" : "all pairings of runs", share(row.shares.above));
  if (row.shares.equal.share > 0) text += fmt::format(", equal in {}", share(row.shares.equal));
  if (row.gain() >= 1.05) {
    text += fmt::format("; {} the standard error {} times smaller ({} instead of {})",
                        sampled ? "shared luck and parameters make" : "shared luck makes", decimal(row.gain(), 1),
                        form.error(d.se), form.error(d.se_unpaired));
  } else if (std::isfinite(row.gain())) {
    text += fmt::format("; {} not make the standard error of {} smaller",
                        sampled ? "shared luck and parameters do" : "shared luck does", form.error(d.se));
  } else if (question.paired) {
    text += "; the same in every pair";
  }
  return text + ".";
}

std::string sentences(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons,
                      bool colour) {
  std::string text = inked("In words", Ink::bold, colour) + "\n";
  for (const Versus& comparison : comparisons) {
    for (std::size_t k = 0; k < comparison.rows.size(); ++k) {
      const ComparedRow& row = comparison.rows[k];
      const bool last = k + 1 == comparison.rows.size() || comparison.rows[k + 1].quantity != row.quantity;
      if (!last && !question.all_in_words) continue;
      const std::string said = sentence(row, question.quantities[row.quantity], sides[comparison.other],
                                        sides[question.reference], question, form_of(comparisons, row.quantity));
      if (said.empty()) continue;
      for (const std::string& line : wrapped(said, 114)) text += (said.starts_with(line) ? " " : "   ") + line + "\n";
    }
  }
  return text;
}

std::string plural(std::size_t n, const char* one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

/// Who is compared, and how many pairs there are.
std::string preamble(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons,
                     bool colour) {
  const Side& reference = sides[question.reference];
  const auto named = [&](const Side& side) {
    const std::string label = inked(side.label, Ink::bold, colour);
    return side.label == side.name ? fmt::format("{} ({})", label, side.file) : label;
  };
  std::string text = fmt::format("Reference: {}\n", named(reference));
  for (const Versus& comparison : comparisons) {
    const Side& other = sides[comparison.other];
    text += "Against it: " + named(other);
    if (question.paired) {
      text += ", " + plural(comparison.pairs, "pair");
      if (comparison.alone_here + comparison.alone_there > 0)
        text += fmt::format("; {} of it and {} of the reference have no partner", plural(comparison.alone_here, "run"),
                            comparison.alone_there);
    } else {
      text += fmt::format(", {} against {}", plural(other.runs.size(), "run"), reference.runs.size());
    }
    text += "\n";
  }
  for (const Side& side : sides) {
    if (side.failed > 0) text += fmt::format("{}: {} failed and left out\n", side.label, plural(side.failed, "run"));
    if (side.missing > 0) text += fmt::format("{}: {} not made\n", side.label, plural(side.missing, "run"));
  }
  return text + "\n";
}

std::string legend(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons) {
  std::string text = fmt::format("Runs of a scenario differ in {}. ", spread_text(sides));
  if (question.paired) {
    text +=
        "Runs of the same seed, draw and replicate are a pair and share their luck; difference: mean over pairs of the "
        "other minus the reference. interval: of that mean (Student's t). 5 to 95 %: how single pairs differ. "
        "SE: standard error of the mean; gain: how many times larger it would be with as many runs and no shared luck. "
        "lower, equal, higher: share of pairs in which the other is so, ± its standard error.";
  } else {
    text +=
        "Runs are not paired: difference of the means, interval by Welch's t. lower, equal, higher: chance that a run "
        "of "
        "the other is so beside any run of the reference, ± its standard error.";
  }
  std::size_t fewest = SIZE_MAX;
  for (const Versus& comparison : comparisons) {
    for (const ComparedRow& row : comparison.rows) {
      if (row.difference.pairs < comparison.pairs) fewest = std::min(fewest, row.difference.pairs);
    }
  }
  if (fewest < SIZE_MAX) {
    text += fmt::format(
        " Where a run has no number (a lag before the first release) its pair does not count; {} are the fewest.",
        fewest);
  }
  std::string lines;
  for (const std::string& line : wrapped(text, 116)) lines += line + "\n";
  return lines;
}

}  // namespace

std::string spread_text(const std::vector<Side>& sides) {
  const bool sampled = std::ranges::any_of(sides, [](const Side& side) { return side.sampled; });
  return sampled ? "luck and parameters" : "luck only";
}

std::string comparison_text(const std::vector<Side>& sides, const Question& question,
                            const std::vector<Versus>& comparisons, bool colour) {
  std::string text = preamble(sides, question, comparisons, colour);
  text += tables(sides, question, comparisons, colour);
  text += break_even_text(sides, question, comparisons, colour);
  text += sentences(sides, question, comparisons, colour);
  return text + "\n" + inked(legend(sides, question, comparisons), Ink::dim, colour);
}

}  // namespace racesim

#include "comparison_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "racesim/core/text.hpp"

namespace racesim {

namespace {

std::string unit_in_words(std::string_view unit) {
  return unit == "1" ? "" : unit == "month" ? " months" : fmt::format(" {}", unit);
}

/// One sentence to quote.
std::string sentence(const ComparedRow& row, const Compared& quantity, const Side& other, const Side& reference,
                     const Question& question, const NumberForm& form) {
  const PairedDifference& d = row.difference;
  if (d.pairs == 0) return "";
  const bool sampled = reference.sampled;
  const std::string when = row.at.empty() ? "" : fmt::format(" in {}", row.at);
  std::string text = fmt::format("{} minus {}, {}{}: {}{}", other.label, reference.label, quantity.label(), when,
                                 form.change(d.mean), unit_in_words(quantity.unit));
  if (d.pairs == 1) return text + "; one pair, which tells nothing of the spread.";
  const bool quoted = question.paired && !row.same();
  text += fmt::format("{} ({:g} % interval {})", quoted ? " in the mean" : "", 100 * question.level,
                      form.range(d.mean_interval));
  if (quoted) text += fmt::format(", {} in the median", form.change(d.median));
  text += fmt::format("; lower in {} of {}, higher in {}", share(row.shares.below),
                      question.paired ? "pairs" : "all pairings of runs", share(row.shares.above));
  if (row.shares.equal.share > 0) text += fmt::format(", equal in {}", share(row.shares.equal));
  if (row.gain() >= 1.05) {
    text += fmt::format("; {} the standard error {} times smaller ({} instead of {})",
                        sampled ? "common random numbers and parameters make" : "common random numbers make",
                        decimal(row.gain(), 1), form.error(d.se), form.error(d.se_unpaired));
  } else if (std::isfinite(row.gain())) {
    text +=
        fmt::format("; {} not make the standard error of {} smaller",
                    sampled ? "common random numbers and parameters do" : "common random numbers do", form.error(d.se));
  } else if (question.paired) {
    text += "; the same in every pair";
  }
  return text + ".";
}

/// True when some share is told with its interval, because its standard error says nothing.
bool any_of_few(const std::vector<Versus>& comparisons) {
  const auto few = [](const Probability& p) { return std::isfinite(p.share) && !p.normal(); };
  return std::ranges::any_of(comparisons, [&](const Versus& v) {
    return std::ranges::any_of(v.rows,
                               [&](const ComparedRow& row) {
                                 return !row.same() && (few(row.shares.below) || few(row.shares.above));
                               }) ||
           std::ranges::any_of(v.break_even, [&](const BreakEvenRow& row) {
             return few(row.months.never_worse) || few(row.months.recovered) || few(row.months.still_worse);
           });
  });
}

std::string plural(std::size_t n, const char* one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

}  // namespace

std::string NumberForm::number(double x) const {
  if (!short_form) return decimal(x, decimals);
  return std::fabs(x) >= 1e15 ? scientific(x) : human(x);
}

std::string NumberForm::change(double x) const {
  const std::string text = number(x);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return x > 0 && !zero ? "+" + text : text;
}

std::string NumberForm::error(double se) const {
  if (short_form || !(se > 0)) return number(se);
  return decimal(se, std::clamp(1 - static_cast<int>(std::floor(std::log10(se))), 0, 9));
}

std::string NumberForm::range(const Interval& i) const {
  return std::isfinite(i.low) ? fmt::format("{} to {}", change(i.low), change(i.high)) : "-";
}

NumberForm form_of(const std::vector<Versus>& comparisons, std::size_t quantity) {
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
  if (!std::isfinite(p.share)) return "-";
  if (p.normal()) return fmt::format("{:.2f}±{:.2f}", p.share, p.se);
  if (p.share == 0) return fmt::format("0.00 (<{:.2f})", std::max(0.01, p.interval.high));
  if (p.share == 1) return fmt::format("1.00 (>{:.2f})", std::min(0.99, p.interval.low));
  return fmt::format("{:.2f} ({:.2f}–{:.2f})", p.share, p.interval.low, p.interval.high);
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
      if (const std::string alone = without_partner(comparison); !alone.empty()) text += "; " + alone;
    } else {
      text += fmt::format(", {} against {}", plural(other.runs.size(), "run"), reference.runs.size());
    }
    text += "\n";
  }
  text += fmt::format("Differences: {} minus {}\n",
                      comparisons.size() == 1 ? sides[comparisons[0].other].label : "each of these", reference.label);
  for (const std::string& note : notes_of_runs(sides)) text += note + "\n";
  return text + "\n";
}

std::string legend(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons) {
  std::string text = fmt::format("Runs of a scenario differ in {}. ", spread_text(sides));
  if (question.paired) {
    text +=
        "Runs of the same seed, draw and replicate are a pair and share their random numbers; mean, median: of the "
        "differences of pairs, the other minus the reference. interval: of the mean (Student's t). 5 to 95 %: how "
        "single "
        "pairs differ. SE: standard error of the mean; gain: how many times larger it would be with as many runs drawn "
        "independently. lower, higher: share of pairs in which the other is so, ± its standard error.";
  } else {
    text +=
        "Runs are not paired: difference of the means, interval by Welch's t. lower, higher: chance that a run of the "
        "other is so beside any run of the reference, ± its standard error.";
  }
  if (any_of_few(comparisons))
    text += fmt::format(" In brackets, of shares with fewer than five pairs on one side: their {:g} % interval.",
                        100 * question.level);
  for (const std::string& note : notes_of_pairs(sides, question, comparisons)) text += " " + note;
  return paragraph(text, 116);
}

}  // namespace racesim

#include "racesim/analysis/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// What is compared of each run of a side: a month, the mean over the months of a year, or an outcome.
std::vector<double> values_at(const Side& side, const Compared& quantity, std::size_t q, const MonthSpan& span,
                              const Period& when) {
  if (!quantity.series) return side.outcomes[q];
  std::vector<double> values(side.runs.size());
  const auto months = static_cast<std::size_t>(side.months);
  const auto first = static_cast<std::size_t>(span.first - side.start + when.first);
  for (std::size_t r = 0; r < values.size(); ++r) {
    const auto begin = side.series[q].begin() + static_cast<std::ptrdiff_t>(r * months + first);
    values[r] = std::accumulate(begin, begin + when.count, 0.0) / when.count;
  }
  return values;
}

std::vector<double> picked(const std::vector<double>& values, const RunPairs& pairs, bool second) {
  std::vector<double> result;
  result.reserve(pairs.size());
  for (const auto& [a, b] : pairs) result.push_back(values[second ? b : a]);
  return result;
}

ComparedRow unpaired_row(std::size_t q, std::string at, const std::vector<double>& a, const std::vector<double>& b,
                         double level) {
  const UnpairedDifference d = unpaired_difference(a, b, level);
  return {.quantity = q,
          .at = std::move(at),
          .difference = {.pairs = std::min(d.runs_a, d.runs_b),
                         .mean_a = d.mean_a,
                         .mean_b = d.mean_b,
                         .mean = d.mean,
                         .se = none,
                         .se_unpaired = d.se,
                         .mean_interval = d.mean_interval,
                         .range = {none, none},
                         .median = none,
                         .correlation = none},
          .shares = shares_unpaired(a, b, level)};
}

ComparedRow row_at(const Side& reference, const Side& other, const Question& question, const RunPairs& pairs,
                   std::size_t q, const Period& when) {
  const Compared& quantity = question.quantities[q];
  const std::vector<double> left = values_at(reference, quantity, q, question.span, when),
                            right = values_at(other, quantity, q, question.span, when);
  const std::string at = quantity.series ? when.text : "";
  if (!question.paired) return unpaired_row(q, at, left, right, question.level);
  const std::vector<double> a = picked(left, pairs, false), b = picked(right, pairs, true);
  return {.quantity = q,
          .at = at,
          .difference = paired_difference(a, b, question.level),
          .shares = shares(a, b, question.level)};
}

std::vector<ComparedRow> rows_of(const Side& reference, const Side& other, const Question& question,
                                 const RunPairs& pairs, const std::vector<Period>& times) {
  std::vector<ComparedRow> rows;
  for (std::size_t q = 0; q < question.compared; ++q) {
    for (const Period& when : times) {
      rows.push_back(row_at(reference, other, question, pairs, q, when));
      if (!question.quantities[q].series) break;
    }
  }
  return rows;
}

/// Break-even of pairs in which both sides have a number in some month.
BreakEven break_even_of(const Side& reference, const Side& other, const Question& question, const RunPairs& pairs,
                        std::size_t q) {
  std::vector<double> months;
  const auto part = [&](const Side& side, std::size_t run) {
    return std::span(side.series[q])
        .subspan(
            run * static_cast<std::size_t>(side.months) + static_cast<std::size_t>(question.span.first - side.start),
            static_cast<std::size_t>(question.span.months));
  };
  for (const auto& [left, right] : pairs) {
    const auto a = part(reference, left), b = part(other, right);
    bool comparable = false;
    for (std::size_t t = 0; t < a.size(); ++t) comparable |= !std::isnan(a[t]) && !std::isnan(b[t]);
    if (comparable) months.push_back(break_even_month(a, b, !question.quantities[q].lower_is_better));
  }
  return break_even(months, question.level);
}

/// Design points at which pairs stand.
std::size_t points_of(const Side& side, const RunPairs& pairs) {
  std::set<std::int64_t> points;
  for (const auto& pair : pairs) points.insert(side.runs[pair.first].design_point);
  return points.size();
}

std::vector<std::size_t> by_key(const Side& side) {
  std::vector<std::size_t> order(side.runs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t r) { return side.runs[r]; });
  return order;
}

/// "seed 3", or "seeds 3, 4, ...".
std::string seeds_of(const Side& side) {
  std::set<std::int64_t> seeds;
  for (const RunKey& key : side.runs) seeds.insert(key.seed);
  const std::vector<std::int64_t> first(seeds.begin(), std::next(seeds.begin(), std::min<long>(3, std::ssize(seeds))));
  return fmt::format("seed{} {}{}", seeds.size() == 1 ? "" : "s", fmt::join(first, ", "),
                     seeds.size() > first.size() ? ", ..." : "");
}

bool swept(const Side& side) { return side.source && side.source->has("study/value"); }

/// False for sweeps whose points of the same number are not the same: they vary something else, or take other values.
bool same_design(const Side& a, const Side& b) {
  if (!swept(a) || !swept(b) || a.source == b.source) return true;
  const DatasetReader &left = a.source->data(), &right = b.source->data();
  for (const char* texts : {"study/factor", "study/levels"}) {
    if (left.read<std::string>(texts) != right.read<std::string>(texts)) return false;
  }
  return left.read<double>("study/value") == right.read<double>("study/value");
}

/// Points of a sweep and draws of --sample have numbers in common and nothing else.
bool same_kind(const Side& a, const Side& b) { return a.sampled == b.sampled && swept(a) == swept(b); }

}  // namespace

double ComparedRow::gain() const { return difference.se > 0 ? difference.se_unpaired / difference.se : none; }

MonthSpan common_months(const std::vector<Side>& sides) {
  Month first = sides[0].start, end = sides[0].start + sides[0].months;
  for (const Side& side : sides) {
    first = std::max(first, side.start);
    end = std::min(end, side.start + side.months);
  }
  if (first >= end) throw InputError({}, "the scenarios have no month in common", "compare runs of the same clock");
  return {.first = first, .months = end - first};
}

std::vector<Period> default_times(const MonthSpan& span) {
  std::vector<Period> times;
  for (const Period& month : every_month(span)) {
    if ((span.first + month.first).month() == 12 || month.first + 1 == span.months) times.push_back(month);
  }
  return times;
}

std::vector<Period> every_month(const MonthSpan& span) {
  std::vector<Period> times;
  for (int t = 0; t < span.months; ++t) times.push_back({.text = to_string(span.first + t), .first = t, .count = 1});
  return times;
}

std::vector<Period> make_times(const std::vector<std::string>& texts, const std::string& option,
                               const MonthSpan& span) {
  std::vector<Period> times;
  for (std::size_t k = 0; k < texts.size(); ++k) {
    const Mark mark{option, static_cast<int>(k) + 1, 1};
    const bool year = texts[k].size() == 4;
    const auto month = parse_month(year ? texts[k] + "-01" : texts[k]);
    if (!month)
      throw InputError(mark, fmt::format("\"{}\" is no month and no year", texts[k]), "write 2028-12 or 2028");
    const int first = std::max(*month - span.first, 0);
    const int end = std::min(*month - span.first + (year ? 12 : 1), span.months);
    if (first >= end) {
      throw InputError(
          mark, fmt::format("the runs have no month of {}", texts[k]),
          fmt::format("their months are {} to {}", to_string(span.first), to_string(span.first + (span.months - 1))));
    }
    times.push_back({.text = texts[k], .first = first, .count = end - first});
  }
  return times;
}

RunPairs pairs_of(const Side& a, const Side& b) {
  const std::vector<std::size_t> left = by_key(a), right = by_key(b);
  RunPairs pairs;
  for (std::size_t i = 0, k = 0; i < left.size() && k < right.size();) {
    const RunKey &of_a = a.runs[left[i]], &of_b = b.runs[right[k]];
    if (of_a == of_b) pairs.emplace_back(left[i], right[k]);
    const bool step_a = of_a <= of_b, step_b = of_b <= of_a;
    i += step_a ? 1 : 0;
    k += step_b ? 1 : 0;
  }
  return pairs;
}

void require_pairs(const Side& reference, const Side& other) {
  const bool comparable = same_kind(reference, other) && same_design(reference, other);
  if (comparable && !pairs_of(reference, other).empty()) return;
  const std::string both = fmt::format("{} and {} have no run in common", reference.label, other.label);
  const auto refuse = [&](const std::string& why, const std::string& what_to_do) {
    throw InputError({}, both + ": " + why, what_to_do + "--unpaired compares them without common random numbers");
  };
  if (reference.runs.empty() || other.runs.empty())
    refuse(fmt::format("{} has no sound run", (reference.runs.empty() ? reference : other).label), "");
  if (seeds_of(reference) != seeds_of(other))
    refuse(fmt::format("{} against {}", seeds_of(reference), seeds_of(other)), "run them with the same --seed; ");
  if (reference.sampled != other.sampled)
    refuse("the parameters of one are sampled, those of the other are not", "run both with --sample or none; ");
  if (swept(reference) != swept(other))
    refuse("one is of a sweep, the other has draws of --sample", "put both into one study; ");
  if (!same_design(reference, other))
    refuse("they are of sweeps with different designs", "put both into one study, or vary the same over the same; ");
  refuse("no replicate and draw is in both", "run them with the same --first and -R; ");
}

std::vector<Versus> compare(const std::vector<Side>& sides, const Question& question) {
  std::vector<Versus> comparisons;
  const Side& reference = sides[question.reference];
  for (std::size_t s = 0; s < sides.size(); ++s) {
    if (s == question.reference) continue;
    const RunPairs pairs = question.paired ? pairs_of(reference, sides[s]) : RunPairs{};
    Versus comparison{.other = s,
                      .pairs = pairs.size(),
                      .points = points_of(reference, pairs),
                      .alone_here = sides[s].runs.size() - pairs.size(),
                      .alone_there = reference.runs.size() - pairs.size(),
                      .rows = rows_of(reference, sides[s], question, pairs, question.times)};
    for (const std::size_t q : question.break_even)
      comparison.break_even.push_back({q, break_even_of(reference, sides[s], question, pairs, q)});
    comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

std::vector<ComparedRow> rows_at(const Side& reference, const Side& other, const Question& question,
                                 const std::vector<Period>& times) {
  return rows_of(reference, other, question, question.paired ? pairs_of(reference, other) : RunPairs{}, times);
}

}  // namespace racesim

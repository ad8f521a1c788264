// What must be said beside a comparison.
#include <algorithm>
#include <cstdint>
#include <set>

#include <fmt/format.h>

#include "racesim/analysis/comparison.hpp"
#include "racesim/analysis/designed_result.hpp"

namespace racesim {

namespace {

std::string plural(std::size_t n, const char* one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

/// What the pairs of a sweep have in common beside the scenario; empty where they are independent.
std::string ties_of(const Side& side) {
  if (!side.source) return "";
  if (random_numbers_of(*side.source) == RandomNumbers::common)
    return "All design points share the random numbers of their replicates: pairs are not independent, and standard "
           "errors and intervals hold given these numbers and these points.";
  if (side.source->number("study_block").value_or(1) > 1)
    return "Points of a design with blocks are not independent of each other: standard errors and intervals hold "
           "given these points.";
  return "";
}

/// Runs of different versions of the program may differ in more than the scenario.
std::string commits_of(const std::vector<Side>& sides) {
  std::set<std::string> commits;
  for (const Side& side : sides) {
    const auto commit = side.source ? side.source->text("racesim_commit") : std::nullopt;
    if (commit) commits.insert(commit->substr(0, 12));
  }
  if (commits.size() < 2) return "";
  return fmt::format("These runs are of different commits of racesim, which may differ in more than the scenarios: {}.",
                     fmt::join(commits, ", "));
}

/// Pairs behind the row that has the fewest, when some have fewer than there are.
std::size_t fewest_pairs(const std::vector<Versus>& comparisons) {
  std::size_t fewest = SIZE_MAX;
  for (const Versus& comparison : comparisons) {
    for (const ComparedRow& row : comparison.rows) {
      if (row.difference.pairs < comparison.pairs) fewest = std::min(fewest, row.difference.pairs);
    }
  }
  return fewest;
}

}  // namespace

std::vector<std::string> notes_of_runs(const std::vector<Side>& sides) {
  std::vector<std::string> notes;
  for (const Side& side : sides) {
    if (side.failed > 0)
      notes.push_back(fmt::format("{}: {} failed and left out", side.label, plural(side.failed, "run")));
    if (side.missing > 0) notes.push_back(fmt::format("{}: {} not made", side.label, plural(side.missing, "run")));
  }
  return notes;
}

std::string without_partner(const Versus& comparison) {
  if (comparison.alone_here + comparison.alone_there == 0) return "";
  return fmt::format("{} of it and {} of the reference have no partner", plural(comparison.alone_here, "run"),
                     comparison.alone_there);
}

std::vector<std::string> notes_of_pairs(const std::vector<Side>& sides, const Question& question,
                                        const std::vector<Versus>& comparisons) {
  std::vector<std::string> notes;
  const auto add = [&](const std::string& note) {
    if (!note.empty()) notes.push_back(note);
  };
  const auto crowded = [&](const Versus& v) { return sides[v.other].sampled && v.points < v.pairs; };
  const auto single = [&](const Versus& v) { return question.paired && v.pairs == 1; };
  if (std::ranges::any_of(comparisons, single)) add("One pair tells nothing of the spread.");
  if (std::ranges::any_of(comparisons, crowded))
    add("Several pairs stand at each design point: standard errors and intervals take them for independent, and are "
        "too narrow where parameters matter.");
  if (question.paired) add(ties_of(sides[question.reference]));
  if (const std::size_t fewest = fewest_pairs(comparisons); fewest < SIZE_MAX)
    add(fmt::format(
        "Where a run has no number (a lag before the first release) its pair does not count; {} are the fewest.",
        fewest));
  add(commits_of(sides));
  return notes;
}

std::vector<std::string> comparison_notes(const std::vector<Side>& sides, const Question& question,
                                          const std::vector<Versus>& comparisons) {
  std::vector<std::string> notes = notes_of_runs(sides);
  for (const Versus& comparison : comparisons) {
    const std::string alone = question.paired ? without_partner(comparison) : "";
    if (!alone.empty()) notes.push_back(sides[comparison.other].label + ": " + alone);
  }
  const auto pairs = notes_of_pairs(sides, question, comparisons);
  notes.insert(notes.end(), pairs.begin(), pairs.end());
  return notes;
}

}  // namespace racesim

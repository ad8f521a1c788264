// racesim compare: scenarios or result files against one of them, run by run.
#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis_arguments.hpp"
#include "command.hpp"
#include "comparands.hpp"
#include "errors.hpp"
#include "options.hpp"
#include "racesim/report/comparison_text.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

std::size_t find_reference(const std::string& name, const std::vector<Side>& sides) {
  if (name.empty()) return 0;
  std::vector<std::string> labels;
  std::vector<std::size_t> found;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    labels.push_back(sides[s].label);
    if (sides[s].label == name) return s;
    if (sides[s].name == name) found.push_back(s);
  }
  if (found.size() == 1) return found[0];
  const std::string near = did_you_mean(name, labels);
  if (!found.empty())
    throw InputError({}, fmt::format("--reference: several scenarios are called \"{}\"", name), list_allowed(labels));
  throw InputError({}, fmt::format("--reference: there is no scenario \"{}\"", name),
                   near.empty() ? list_allowed(labels) : near);
}

/// True when every result file keeps the quantity.
bool all_hold(const Comparands& all, const Compared& quantity) {
  return std::ranges::all_of(all.sides, [&](const Side& side) { return !side.source || holds(side, quantity); });
}

/// What is compared when nothing was asked for: what all files keep of the default, or else the outcomes.
std::vector<Compared> without_wishes(const Comparands& all, const Side& reference, bool quiet) {
  auto quantities = make_quantities(default_quantities(), "default", reference.names, reference.roles);
  std::erase_if(quantities, [&](const Compared& quantity) { return !all_hold(all, quantity); });
  if (!quantities.empty()) return quantities;
  if (!quiet) note("not all files keep months; outcomes are compared");
  quantities = make_quantities(all_outcomes(), "default", reference.names, reference.roles);
  std::erase_if(quantities, [&](const Compared& quantity) { return !all_hold(all, quantity); });
  return quantities;
}

/// Adds a quantity unless it is there; gives its place.
std::size_t place_of(const Compared& wanted, std::vector<Compared>& quantities) {
  const auto same = [&](const Compared& other) { return other.label() == wanted.label(); };
  const auto there = std::ranges::find_if(quantities, same);
  if (there != quantities.end()) return static_cast<std::size_t>(there - quantities.begin());
  quantities.push_back(wanted);
  return quantities.size() - 1;
}

void add_break_even(const CompareOptions& options, const Comparands& all, Question& question) {
  const Side& reference = all.sides[question.reference];
  if (!question.paired) {
    if (!options.break_even.empty()) throw InputError({}, "--break-even needs pairs of runs", "leave out --unpaired");
    return;
  }
  const bool asked = !options.break_even.empty();
  const auto wanted = make_quantities(asked ? options.break_even : default_break_even(),
                                      asked ? "--break-even" : "default", reference.names, reference.roles);
  for (const Compared& quantity : wanted) {
    if (!quantity.series)
      throw InputError({}, fmt::format("--break-even: {} is one number per run", quantity.name),
                       "name an observable that is kept month by month");
    const auto same = [&](const Compared& other) { return other.label() == quantity.label(); };
    if (!asked && std::ranges::none_of(question.quantities, same)) continue;
    question.break_even.push_back(place_of(quantity, question.quantities));
  }
}

Question make_question(const CompareOptions& options, const Comparands& all, Session& session) {
  session.texts["--observable"] = by_line(options.observables);
  session.texts["--at"] = by_line(options.times);
  session.texts["--break-even"] = by_line(options.break_even);
  Question question{.quantities = {},
                    .span = common_months(all.sides),
                    .reference = find_reference(options.reference, all.sides),
                    .level = options.level / 100.0,
                    .paired = !options.unpaired};
  const Side& reference = all.sides[question.reference];
  question.quantities = options.observables.empty()
                            ? without_wishes(all, reference, options.running.quiet)
                            : make_quantities(options.observables, "--observable", reference.names, reference.roles);
  question.compared = question.quantities.size();
  add_break_even(options, all, question);
  question.all_in_words = !options.times.empty();
  question.times =
      options.times.empty() ? default_times(question.span) : make_times(options.times, "--at", question.span);
  return question;
}

void require_all_pairs(const std::vector<Side>& sides, const Question& question) {
  for (const Side& side : sides) {
    if (question.paired && &side != &sides[question.reference]) require_pairs(sides[question.reference], side);
    if (side.runs.empty()) throw InputError({}, fmt::format("{} has no sound run", side.label));
  }
}

int compare_all(const CompareOptions& options, Session& session) {
  Comparands all = open_all(options, session);
  check_outputs({options.running.output, options.csv}, inputs_of(all));
  const Question question = make_question(options, all, session);
  require_all_pairs(all.sides, question);
  for (Side& side : all.sides) {
    if (side.source) read_quantities(question.quantities, side);
  }
  Ran ran;
  if (!all.jobs.empty()) ran = run_here(all, question, options, session);
  for (const Side& side : all.sides) {
    if (!side.runs.empty()) continue;
    report_error(fmt::format("{}: {}; nothing is compared", side.label,
                             side.failed > 0 ? "all runs failed" : "no run was finished"));
    return exit_code(ran.ending, side.failed > 0);
  }
  require_all_pairs(all.sides, question);
  const std::vector<Versus> comparisons = compare(all.sides, question);
  print(options.json ? comparison_json(all.sides, question, comparisons).dump(2) + "\n"
                     : comparison_text(all.sides, question, comparisons, may_colour(1)));
  if (options.csv.empty()) return exit_code(ran.ending, false);
  save_text(options.csv, comparison_csv(all.sides, question, comparisons),
            options.running.force ? Existing::replace : Existing::keep, options.running.quiet);
  if (!options.running.quiet) note(fmt::format("wrote {}", options.csv));
  return exit_code(ran.ending, false);
}

}  // namespace

void add_compare(CLI::App& app, Session& session) {
  const auto options = std::make_shared<CompareOptions>();
  CLI::App& command = add_command(
      app, session, "compare", "Compare scenarios or result files run by run, with common random numbers",
      "racesim compare scenarios/no_controls.yaml scenarios/export_ban.yaml -R 500\n"
      "racesim compare scenarios/no_controls.yaml scenarios/export_ban.yaml scenarios/h200_quota_fee.yaml --at 2028\n"
      "racesim compare both.h5 --reference no_controls --observable lag_months --csv lag.csv\n"
      "racesim compare scenarios/no_controls.yaml scenarios/export_ban.yaml --sample -R 2000 -o both.h5\n"
      "racesim compare both.h5 --observable 'eci_frontier[China]' --break-even 'eci_frontier[China]' --at 2030-12\n"
      "racesim compare both.h5 --json | jq '.comparisons[0].rows[-1]'",
      [options, &session] { return compare_all(*options, session); });
  add_arguments(command, options->scenarios.paths, "FILE", 1, any_number,
                "scenario files (YAML), which are run, and result files; the first scenario is the reference");
  add_text(command, "--reference", options->reference, "NAME", "scenario that all others are compared with");
  add_texts(command, "--observable", "NAME[ENTRY]",
            "observable or outcome to compare, for instance lag_months, eci_frontier[China], eci_frontier[follower]; "
            "without brackets all blocs; repeatable",
            [options](const std::string& text) { options->observables.push_back(text); });
  add_texts(command, "--at", "TIME",
            "month (2028-12), or year (2028: the mean over its months); every December and the end by default; "
            "repeatable",
            [options](const std::string& text) { options->times.push_back(text); });
  add_texts(command, "--break-even", "NAME[ENTRY]",
            "observable of which to tell from when on runs are never again worse than those of the reference; "
            "repeatable",
            [options](const std::string& text) { options->break_even.push_back(text); });
  add_count(command, "--level", options->level, 1, 99, "percent that intervals of a mean hold, 90 by default");
  add_flag(command, "--unpaired", options->unpaired,
           "compare means without pairing runs, for files of different seeds");
  add_changes(command, options->scenarios);
  add_running(command, options->scenarios, options->running,
              "keep the runs of the scenario files in a result file as `racesim run` does");
  add_text(command, "--csv", options->csv, "FILE", "write the differences of every month");
  add_flag(command, "--json", options->json, "print the comparison as JSON");
  add_quiet(command, options->running);
}

}  // namespace racesim

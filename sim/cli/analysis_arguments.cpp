#include "analysis_arguments.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "errors.hpp"
#include "options.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/io/pending_file.hpp"

namespace racesim {

void add_analysis(CLI::App& command, AnalysisArguments& arguments) {
  add_arguments(command, arguments.file, "RESULT", 1, 1, "merged file of a sweep, or file of racesim run --sample");
  const auto gather = [](std::vector<std::string>& into) {
    return [&into](const std::string& text) { into.push_back(text); };
  };
  add_texts(command, "--outcome", "NAME",
            "outcome, or observable kept month by month: lag_months, eci_frontier[China], eci_frontier[follower]",
            gather(arguments.outcomes));
  add_text(command, "--scenario", arguments.scenario, "NAME", "scenario that is looked at; the first by default");
  add_text(command, "--minus", arguments.minus, "NAME",
           "scenario taken off, run by run at the same point and replicate: what drives the difference");
  add_texts(command, "--at", "WHEN",
            "where an observable is taken: 2028-06, or the mean over 2028; by default the last month",
            gather(arguments.months));
  add_texts(command, "--bloc", "BLOC", "bloc of observables that name none", gather(arguments.blocs));
  add_flag(command, "--json", arguments.json, "print everything as JSON");
  add_text(command, "--csv", arguments.csv, "FILE", "also write everything as CSV, one number a line");
}

std::vector<SelectedOutcome> AnalysisArguments::select(const ResultFile& result, bool over_time) const {
  return select_outcomes(result, outcomes, months, blocs, over_time);
}

std::string design_text(const DesignedResult& result, bool scenario_was_chosen) {
  using State = DesignedResult::State;
  const std::size_t points = result.points();
  std::string text = result.kind == "sample" ? "runs with sampled parameters" : result.kind + " design";
  text += fmt::format(", {} factors, {} points", result.factors.size(), points);
  if (result.u.block > 1) text += fmt::format(" in blocks of {}", result.u.block);
  if (result.replicates > 1) text += fmt::format(", {} replicates of each", result.replicates);
  text += "\nscenario " + result.scenario_text();
  const auto& names = result.file->scenarios();
  if (!scenario_was_chosen && !result.minus && names.size() > 1)
    text += fmt::format(", the first; there are {} (--scenario, --minus)", fmt::join(names, ", "));
  text += "\n";
  const std::size_t failed = result.count(State::failed), missing = result.count(State::missing);
  if (failed > 0) text += fmt::format("{} of {} points dropped: a run failed there\n", failed, points);
  if (missing > 0) text += fmt::format("{} of {} points dropped: a run is missing there\n", missing, points);
  return text;
}

std::string numberless_text(const DesignedResult& result, std::size_t numberless) {
  if (numberless == 0) return "";
  return fmt::format(
      "{} of {} points dropped: a run has no number there (it never came to it). These points are no random part of "
      "the "
      "design, so what is left answers a narrower question.",
      numberless, result.points());
}

void save_text(const std::string& path, const std::string& text) {
  PendingFile pending(path, Existing::keep);
  std::ofstream file(pending.temporary(), std::ios::binary);
  file << text;
  file.close();
  if (!file) throw RunError(fmt::format("cannot write \"{}\"", path));
  const auto kept = pending.commit();
  if (!kept.empty()) note(fmt::format("the earlier file is kept as {}", kept.string()));
}

}  // namespace racesim

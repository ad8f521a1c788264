#include "analysis_arguments.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "errors.hpp"
#include "options.hpp"

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

ResultFile AnalysisArguments::open() const {
  check_outputs({csv}, file);
  return ResultFile(file[0]);
}

void save_text(const std::string& path, const std::string& text, Existing existing, bool quiet) {
  const auto kept = write_text_file(path, text, existing);
  if (!kept.empty() && !quiet) note(fmt::format("the earlier file is kept as {}", kept.string()));
}

}  // namespace racesim

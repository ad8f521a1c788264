// racesim sensitivity: which assumption drives an outcome.
#include <algorithm>
#include <iterator>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis_arguments.hpp"
#include "errors.hpp"
#include "options.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/report/design_text.hpp"
#include "racesim/report/indices_text.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct SensitivityOptions {
  AnalysisArguments asked;
  std::string method = "auto";
  std::uint32_t resamples = 500;
  std::uint32_t level = 95;
  bool over_time = false;
};

int sensitivity(const SensitivityOptions& options) {
  const ResultFile file = options.asked.open();
  const DesignedResult result = read_design(file, options.asked.scenario, options.asked.minus);
  const auto outcomes = options.asked.select(file, options.over_time);
  const auto methods = methods_for(result, options.method);
  const BootstrapOptions bootstrap{.count = static_cast<int>(options.resamples), .level = options.level / 100.0};
  const bool colour = may_colour(1);
  std::string text = design_text(result, !options.asked.scenario.empty());
  std::vector<OutcomeIndices> all;
  for (const SelectedOutcome& outcome : outcomes) {
    if (options.over_time) {
      auto months = indices_over_time(result, outcome, methods, bootstrap);
      text += indices_over_time_text(result, months, colour);
      std::ranges::move(months, std::back_inserter(all));
    } else {
      all.push_back(outcome_indices(result, outcome, methods, bootstrap));
      text += indices_text(result, all.back(), bootstrap.level, colour);
    }
  }
  if (!options.asked.csv.empty()) save_text(options.asked.csv, indices_csv(result, all));
  print(options.asked.json ? indices_json(result, all, bootstrap).dump(2) + "\n" : text);
  return exit_done;
}

}  // namespace

void add_sensitivity(CLI::App& app, Session& session) {
  const auto options = std::make_shared<SensitivityOptions>();
  CLI::App& command = add_command(
      app, session, "sensitivity", "Tell which assumption drives an outcome of a sweep",
      "racesim sensitivity screening.h5 --outcome final_lag_months\n"
      "racesim sensitivity ten.h5 --scenario export_ban --minus no_controls --outcome final_lag_months\n"
      "racesim sensitivity ten.h5 --outcome 'eci_frontier[China]' --outcome lag_months --at 2028 --at 2030-12\n"
      "racesim sensitivity ten.h5 --outcome lag_months --over-time --csv lag.csv",
      [options] { return sensitivity(*options); });
  add_analysis(command, options->asked);
  add_choice(command, "--method", options->method, sensitivity_methods,
             "how; auto takes what suits the design: elementary effects, shares of variance, ranks and distances of "
             "distributions, and the split between parameters and noise");
  add_flag(command, "--over-time", options->over_time, "indices of every month of an observable");
  exclude(command, "--over-time", {"--at"});
  add_count(command, "--resamples", options->resamples, 2, 100000, "resamples behind an interval, 500 by default");
  add_count(command, "--level", options->level, 50, 99, "per cent of the resamples within an interval, 95 by default");
}

}  // namespace racesim

// racesim sensitivity: which assumption drives an outcome.
#include <charconv>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis_arguments.hpp"
#include "errors.hpp"
#include "indices_output.hpp"
#include "options.hpp"
#include "racesim/core/diagnostic.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

constexpr std::size_t bytes_at_once = std::size_t{256} << 20;

struct SensitivityOptions {
  AnalysisArguments asked;
  std::string method = "auto";
  std::uint32_t resamples = 500;
  std::uint32_t level = 95;
  bool over_time = false;
};

OutcomeIndices report_on(const DesignedResult& result, const FileQuantity& quantity, const std::string& at,
                         const std::string& title, const std::vector<double>& pairs, std::vector<IndexTable> tables) {
  return {.outcome = quantity.name(),
          .unit = quantity.unit,
          .at = at,
          .title = title,
          .numberless = point_means(result, pairs).numberless,
          .tables = std::move(tables)};
}

/// Indices at every month; so many months at a time that their values fit in memory.
std::vector<OutcomeIndices> over_time(const DesignedResult& result, const AskedOutcome& asked,
                                      const std::vector<std::string>& methods, const BootstrapOptions& bootstrap) {
  auto by_month = pair_values_by_month(result, asked.quantity);
  const std::size_t together =
      std::max<std::size_t>(1, bytes_at_once / (sizeof(double) * (result.points() * result.replicates + 1)));
  std::vector<OutcomeIndices> months;
  for (std::size_t first = 0; first < by_month.size(); first += together) {
    std::vector<std::vector<double>> outcomes;
    for (std::size_t t = first; t < std::min(first + together, by_month.size()); ++t)
      outcomes.emplace_back(by_month[t].begin(), by_month[t].end());
    auto tables = index_tables(result, outcomes, methods, bootstrap);
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
      const std::string at = to_string(result.file->month(static_cast<int>(first + k)));
      months.push_back(report_on(result, asked.quantity, at, asked.title(), outcomes[k], std::move(tables[k])));
    }
  }
  return months;
}

/// An index needs something to be made of.
void require_units(const DesignedResult& result, const OutcomeIndices& one) {
  for (const IndexTable& table : one.tables) {
    if (table.used < 2)
      throw RunError(fmt::format("{}: {}: {} of {} {} are whole; {} needs two or more", result.file->path().string(),
                                 one.title, table.used, table.used + table.dropped, table.unit_of_use, table.method));
  }
}

int sensitivity(const SensitivityOptions& options) {
  const ResultFile file(options.asked.file[0]);
  const DesignedResult result = asked_design(options.asked, file);
  const auto outcomes = asked_outcomes(options.asked, file, options.over_time);
  const auto methods = methods_for(result, options.method);
  const BootstrapOptions bootstrap{.count = static_cast<int>(options.resamples), .level = options.level / 100.0};
  const bool colour = may_colour(1);
  std::string text = design_text(result, !options.asked.scenario.empty());
  std::vector<OutcomeIndices> all;
  for (const AskedOutcome& asked : outcomes) {
    if (options.over_time) {
      auto months = over_time(result, asked, methods, bootstrap);
      text += indices_over_time_text(result, months, colour);
      for (OutcomeIndices& month : months) all.push_back(std::move(month));
      continue;
    }
    const std::vector<std::vector<double>> values = {pair_values(result, asked.quantity, asked.period)};
    all.push_back(report_on(result, asked.quantity, asked.period.text, asked.title(), values[0],
                            index_tables(result, values, methods, bootstrap)[0]));
    require_units(result, all.back());
    text += indices_text(result, all.back(), bootstrap.level, colour);
  }
  if (!options.asked.csv.empty()) save_text(options.asked.csv, indices_csv(result, all));
  using State = DesignedResult::State;
  const nlohmann::ordered_json json = {{"file", file.path().string()},
                                       {"design", result.kind},
                                       {"scenario", file.scenarios()[result.scenario]},
                                       {"minus", result.minus ? file.scenarios()[*result.minus] : ""},
                                       {"points", result.points()},
                                       {"points_with_a_failed_run", result.count(State::failed)},
                                       {"points_with_a_missing_run", result.count(State::missing)},
                                       {"replicates", result.replicates},
                                       {"resamples", options.resamples},
                                       {"level", bootstrap.level}};
  if (!options.asked.json) {
    print(text);
    return exit_done;
  }
  auto whole = json;
  whole["outcomes"] = indices_json(all);
  print(whole.dump(2) + "\n");
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
             "distributions, and the split between parameters and luck");
  add_flag(command, "--over-time", options->over_time, "indices of every month of an observable");
  exclude(command, "--over-time", {"--at"});
  add_count(command, "--resamples", options->resamples, 2, 100000, "resamples behind an interval, 500 by default");
  add_count(command, "--level", options->level, 50, 99, "per cent of the resamples within an interval, 95 by default");
}

}  // namespace racesim

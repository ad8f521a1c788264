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

std::string AskedOutcome::name() const {
  const char* preposition = period.count == 1 && period.text.size() > 4 ? "at" : "in";
  return quantity.name() + (period.text.empty() ? "" : fmt::format(" {} {}", preposition, period.text));
}

std::string AskedOutcome::title() const {
  return quantity.unit.empty() || quantity.unit == "1" ? name() : fmt::format("{} ({})", name(), quantity.unit);
}

std::vector<AskedOutcome> asked_outcomes(const AnalysisArguments& arguments, const ResultFile& file, bool over_time) {
  std::vector<std::string> texts = arguments.outcomes;
  if (texts.empty()) texts = file.outcomes();
  if (texts.empty()) file.refuse("it has no outcomes", "");
  if (arguments.outcomes.empty()) texts.resize(1);
  std::vector<AskedOutcome> asked;
  bool any_monthly = false;
  for (const std::string& text : texts) {
    for (const FileQuantity& quantity : file.find(text, arguments.blocs)) {
      any_monthly = any_monthly || quantity.monthly;
      if (!quantity.monthly && over_time)
        file.refuse(fmt::format("{} is one number per run and has no months", quantity.name()),
                    "--over-time is for observables: " + list_allowed(file.series()));
      if (!quantity.monthly || over_time) {
        asked.push_back({quantity, {}});
      } else if (arguments.months.empty()) {
        asked.push_back({quantity, file.last_month()});
      } else {
        for (const std::string& month : arguments.months) asked.push_back({quantity, file.period(month)});
      }
    }
  }
  if (!arguments.months.empty() && !any_monthly)
    file.refuse(fmt::format("{} is one number per run and has no months", asked[0].quantity.name()),
                "--at is for observables: " + list_allowed(file.series()));
  return asked;
}

DesignedResult asked_design(const AnalysisArguments& arguments, const ResultFile& file) {
  const std::size_t scenario = arguments.scenario.empty() ? 0 : file.find_scenario(arguments.scenario);
  if (arguments.minus.empty()) return read_design(file, scenario, {});
  const std::size_t minus = file.find_scenario(arguments.minus);
  if (minus == scenario)
    file.refuse(fmt::format("{} less itself is nothing", file.scenarios()[scenario]),
                "give --scenario or --minus another one: " + list_allowed(file.scenarios()));
  return read_design(file, scenario, minus);
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

std::string short_number(double value) {
  if (!std::isfinite(value)) return "-";
  const double size = std::fabs(value);
  if (size == 0) return "0";
  if (size >= 1e6 || size < 1e-4) return fmt::format("{:.2e}", value);
  const int before = static_cast<int>(std::floor(std::log10(size))) + 1;
  return fmt::format("{:.{}f}", value, std::clamp(3 - before, 0, 6));
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_cell(double value) { return std::isfinite(value) ? fmt::format("{}", value) : ""; }

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

// Indices as JSON and CSV.
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/analysis/indices.hpp"
#include "racesim/io/csv_writer.hpp"

namespace racesim {

namespace {

nlohmann::ordered_json json_of(const Estimate& e) {
  nlohmann::ordered_json json = {{"value", e.value}};
  if (!std::isnan(e.interval.low)) json["low"] = e.interval.low, json["high"] = e.interval.high;
  return json;
}

nlohmann::ordered_json json_of(const IndexTable& table) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (std::size_t k = 0; k < table.subjects.size(); ++k) {
    nlohmann::ordered_json row = {{table.subject, table.subjects[k]}};
    for (const IndexColumn& column : table.columns) row[column.name] = json_of(column.of[k]);
    rows.push_back(std::move(row));
  }
  nlohmann::ordered_json json = {{"method", table.method},   {"used", table.used},
                                 {"dropped", table.dropped}, {"counted_in", table.unit_of_use},
                                 {"meaning", table.meaning}, {"constant", table.constant},
                                 {"notes", table.notes}};
  for (const auto& [name, value] : table.numbers) json[name] = value;
  json["indices"] = std::move(rows);
  return json;
}

/// Beside those of the tables.
std::vector<std::string> notes_of_outcome(const DesignedResult& result, const OutcomeIndices& one) {
  return one.numberless > 0 ? std::vector{numberless_text(result, one.numberless)} : std::vector<std::string>{};
}

}  // namespace

nlohmann::ordered_json indices_json(const DesignedResult& result, const std::vector<OutcomeIndices>& all,
                                    const BootstrapOptions& options) {
  using State = DesignedResult::State;
  const std::vector<std::string>& names = result.file->scenarios();
  nlohmann::ordered_json outcomes = nlohmann::ordered_json::array();
  for (const OutcomeIndices& one : all) {
    nlohmann::ordered_json tables = nlohmann::ordered_json::array();
    for (const IndexTable& table : one.tables) tables.push_back(json_of(table));
    outcomes.push_back({{"outcome", one.outcome},
                        {"unit", one.unit},
                        {"at", one.at},
                        {"points_without_a_number", one.numberless},
                        {"verdict", verdict(one)},
                        {"notes", notes_of_outcome(result, one)},
                        {"methods", std::move(tables)}});
  }
  return {{"file", result.file->path().string()},
          {"design", result.kind},
          {"scenario", names[result.scenario]},
          {"minus", result.minus ? names[*result.minus] : ""},
          {"points", result.points()},
          {"points_with_a_failed_run", result.count(State::failed)},
          {"points_with_a_missing_run", result.count(State::missing)},
          {"replicates", result.replicates},
          {"resamples", options.count},
          {"level", options.level},
          {"notes", notes_of(result)},
          {"outcomes", std::move(outcomes)}};
}

std::string indices_csv(const DesignedResult& result, const std::vector<OutcomeIndices>& all) {
  std::string text = "scenario,outcome,unit,at,method,index,subject,value,low,high,notes\n";
  for (const OutcomeIndices& one : all) {
    for (const IndexTable& table : one.tables) {
      const std::string before = fmt::format("{},{},{},{},{}", csv_cell(result.scenario_text()), csv_cell(one.outcome),
                                             csv_cell(one.unit), one.at, table.method);
      std::vector<std::string> notes = notes_of(result);  // with the first number of a table
      for (const auto& more : {notes_of_outcome(result, one), table.notes})
        notes.insert(notes.end(), more.begin(), more.end());
      const auto add = [&](const std::string& index, const std::string& subject, const Estimate& e) {
        text += fmt::format("{},{},{},{},{},{},{}\n", before, csv_cell(index), csv_cell(subject), csv_cell(e.value),
                            csv_cell(e.interval.low), csv_cell(e.interval.high),
                            csv_cell(fmt::format("{}", fmt::join(notes, " "))));
        notes.clear();
      };
      for (std::size_t k = 0; k < table.subjects.size(); ++k) {
        for (const IndexColumn& column : table.columns) add(column.name, table.subjects[k], column.of[k]);
      }
      constexpr double none = std::numeric_limits<double>::quiet_NaN();
      for (const auto& [name, value] : table.numbers) add(name, "", {value, {none, none}});
    }
  }
  return text;
}

}  // namespace racesim

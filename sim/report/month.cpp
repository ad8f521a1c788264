// The stages of a month and the state they work on, as the engine runs them.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/core/text.hpp"
#include "racesim/model/snapshot.hpp"
#include "racesim/model/stages.hpp"
#include "racesim/report/listing.hpp"
#include "racesim/report/markdown.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;

std::string_view range_of(const StageEntry& stage) { return enum_names(Over{})[static_cast<int>(stage.over)]; }
std::string_view axis_of(const ColumnRow& row) { return enum_names(Axis{})[static_cast<int>(row.field.axis)]; }

/// Initial value as a reader understands it.
std::string initial_of(const ColumnRow& row) {
  const double x = row.field.initial;
  return std::isnan(x) ? "set at the start" : fmt::format("{}", x);
}

/// "capital: 14 columns", the mechanism whose state a stage writes.
std::string written(const StageEntry& stage) {
  const std::string_view writes = stage.columns.writes;
  const auto count = std::ranges::count(writes, ' ') + 1;
  return fmt::format("{}, {} column{}", writes.substr(0, writes.find('.')), count, count == 1 ? "" : "s");
}

std::string as_text(bool colour) {
  std::string text = inked("Stages", Ink::bold, colour) + "  in the order of the month: range, state written\n";
  std::vector<std::vector<Cell>> rows;
  for (const StageEntry& stage : stages())
    rows.push_back({{"  " + std::string(stage.name)}, {std::string(range_of(stage)), Ink::dim}, {written(stage)}});
  text +=
      in_columns(rows, {}, colour) + "\n" + inked("State", Ink::bold, colour) + "  column, entries, unit, meaning\n";
  rows.clear();
  for (const ColumnRow& row : columns_of_state()) {
    rows.push_back({{"  " + row.name},
                    {std::string(axis_of(row)), Ink::dim},
                    {std::string(row.field.unit), Ink::dim},
                    {std::string(row.field.doc)}});
  }
  return text + in_columns(rows, {}, colour);
}

Json as_json() {
  Json schedule = Json::array(), state = Json::array();
  for (const StageEntry& stage : stages())
    schedule.push_back({{"name", stage.name},
                        {"range", range_of(stage)},
                        {"reads", stage.columns.reads},
                        {"writes", stage.columns.writes}});
  for (const ColumnRow& row : columns_of_state()) {
    state.push_back({{"name", row.name},
                     {"axis", axis_of(row)},
                     {"unit", row.field.unit},
                     {"initial", initial_of(row)},
                     {"doc", row.field.doc}});
  }
  return {{"stages", std::move(schedule)}, {"state", std::move(state)}};
}

/// Names of columns in code type, separated by commas.
std::string listed(std::string_view names) {
  std::string text = "`" + std::string(names) + "`";
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 4))
    text.replace(at, 1, "`, `");
  return names.empty() ? "" : text;
}

std::string as_markdown() {
  std::string page = "# The month and its state\n\n" + generated_by("month --markdown") + R"(
Stages run in this order, once a month. A stage sees the whole world and writes columns of its own mechanism only; the
columns of other mechanisms that it reads are listed. Tests hold each stage to both lists
(`tests/engine/test_stages.cpp`). Policies of the month are in its inputs already.

## Stages

)";
  page += markdown_header({"", "stage", "range", "reads of others", "writes"});
  int number = 0;
  for (const StageEntry& stage : stages()) {
    page += markdown_row({std::to_string(++number), std::string(stage.name), std::string(range_of(stage)),
                          listed(stage.columns.reads), listed(stage.columns.writes)});
  }
  page += R"(
## State

One row per column, `mechanism.column`; entries as of the axis. Rings and tables have several rows of them.

)";
  page += markdown_header({"column", "entries", "unit", "initial", "meaning"});
  for (const ColumnRow& row : columns_of_state()) {
    page += markdown_row({"`" + row.name + "`", std::string(axis_of(row)), std::string(row.field.unit), initial_of(row),
                          std::string(row.field.doc)});
  }
  return page;
}

}  // namespace

Listing month_listing() { return {as_text, as_json, as_markdown}; }

}  // namespace racesim

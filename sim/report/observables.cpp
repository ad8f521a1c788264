// What results hold.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/core/text.hpp"
#include "racesim/model/observables.hpp"
#include "racesim/report/listing.hpp"
#include "racesim/report/markdown.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;

std::string_view level(const Observable& observable) {
  return enum_names(Record{})[static_cast<int>(observable.record)];
}

std::string dimensions_of(const Observable& observable) {
  std::vector<std::string> all = {"run", "time"};
  for (const std::string& name : dimensions(observable.shape)) all.push_back(name);
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string as_text(bool colour) {
  std::string text =
      inked("Month by month", Ink::bold, colour) + "  name, unit, dimensions, least --record that keeps it, meaning\n";
  std::vector<std::vector<Cell>> rows;
  for (const Observable& o : observables()) {
    rows.push_back({{"  " + std::string(o.name)},
                    {std::string(o.unit), Ink::dim},
                    {dimensions_of(o), Ink::dim},
                    {std::string(level(o)), Ink::dim},
                    {std::string(o.doc)}});
  }
  text += in_columns(rows, {}, colour) + "\n" + inked("Per run", Ink::bold, colour) + "  always kept\n";
  rows.clear();
  for (const Outcome& o : outcomes())
    rows.push_back({{"  " + std::string(o.name)}, {std::string(o.unit), Ink::dim}, {std::string(o.doc)}});
  return text + in_columns(rows, {}, colour);
}

Json as_json() {
  Json monthly = Json::array();
  for (const Observable& o : observables()) {
    monthly.push_back({{"name", o.name},
                       {"unit", o.unit},
                       {"dimensions", dimensions(o.shape)},
                       {"record", level(o)},
                       {"lower_is_better", o.lower_is_better},
                       {"doc", o.doc}});
  }
  Json per_run = Json::array();
  for (const Outcome& o : outcomes()) per_run.push_back({{"name", o.name}, {"unit", o.unit}, {"doc", o.doc}});
  return {{"observables", std::move(monthly)}, {"outcomes", std::move(per_run)}};
}

std::string as_markdown() {
  std::string page = "# Observables\n\n" + generated_by("observables --markdown") + R"(
Names of the variables in result files. Observables are taken at the end of each month; outcomes once per run.

## Month by month

)";
  page += markdown_header({"observable", "unit", "dimensions", "least `record`", "meaning"});
  for (const Observable& o : observables()) {
    page += markdown_row({fmt::format("`{}`", o.name), std::string(o.unit), dimensions_of(o), std::string(level(o)),
                          std::string(o.doc)});
  }
  page += "\n## Per run\n\n" + markdown_header({"outcome", "unit", "meaning"});
  for (const Outcome& o : outcomes()) {
    page += markdown_row({fmt::format("`{}`", o.name), std::string(o.unit), std::string(o.doc)});
  }
  return page;
}

}  // namespace

Listing observable_listing() { return {as_text, as_json, as_markdown}; }

}  // namespace racesim

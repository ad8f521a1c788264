// Every parameter of the model, mechanism by mechanism.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <numeric>

#include "racesim/core/text.hpp"
#include "racesim/model/parameters.hpp"
#include "racesim/report/listing.hpp"
#include "racesim/report/markdown.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view shapes[] = {"fixed", "normal", "lognormal", "uniform", "loguniform"};

/// Calls begin(mechanism) and then visit(default, field) for each of its parameters.
template <class Begin, class Visit>
void for_each_parameter(Begin begin, Visit visit) {
  const Parameters defaults;
  std::string_view last;
  Parameters::for_each(defaults, [&](double value, const Field& field) {
    const std::string_view mechanism = field.name.substr(0, field.name.find('.'));
    if (mechanism != last) begin(last = mechanism);
    visit(value, field);
  });
}

std::string belief(const Field& field) {
  if (field.prior.shape == Prior::Shape::none) return "";
  return number_text(field.prior.p10) + " to " + number_text(field.prior.p90);
}

std::string_view shape_of(const Field& field) { return shapes[static_cast<int>(field.prior.shape)]; }

/// "the rate of ..." with its source, indented.
std::string remarks(const Field& field, bool colour) {
  std::string text;
  for (const std::string& line : wrapped(field.doc, 92)) text += "      " + line + "\n";
  for (const std::string& line : wrapped(fmt::format("{}: {}", letter(field.confidence), field.source), 92)) {
    text += "      " + inked(line, Ink::dim, colour) + "\n";
  }
  return text;
}

std::string as_text(bool colour) {
  std::string text =
      "Name, default, unit, central 80 % of belief; meaning; confidence and source.\n"
      "V: read in the source itself, D: derived from such figures, E: excerpt or press, J: judgement.\n";
  const auto begin = [&](std::string_view mechanism) { text += "\n" + inked(mechanism, Ink::bold, colour) + "\n"; };
  for_each_parameter(begin, [&](double value, const Field& field) {
    const std::string range = belief(field);
    text += fmt::format("  {}  {}{}{}\n", inked(field.name, Ink::bold, colour), number_text(value),
                        field.unit == "1" ? "" : fmt::format(" {}", field.unit),
                        range.empty() ? ", fixed" : fmt::format(", {} ({})", range, shape_of(field)));
    text += remarks(field, colour);
  });
  return text;
}

Json as_json() {
  Json all = Json::array();
  std::string group;
  for_each_parameter([&](std::string_view mechanism) { group = mechanism; },
                     [&](double value, const Field& field) {
                       const bool uncertain = field.prior.shape != Prior::Shape::none;
                       const auto bound = [](double x) {
                         return x == infinity || x == -infinity ? Json(nullptr) : Json(x);
                       };
                       all.push_back({{"name", field.name},
                                      {"id", field.id},
                                      {"mechanism", group},
                                      {"symbol", field.symbol},
                                      {"unit", field.unit},
                                      {"default", value},
                                      {"lower", bound(field.lower)},
                                      {"upper", bound(field.upper)},
                                      {"prior", shape_of(field)},
                                      {"p10", uncertain ? Json(field.prior.p10) : Json(nullptr)},
                                      {"p90", uncertain ? Json(field.prior.p90) : Json(nullptr)},
                                      {"confidence", std::string(1, letter(field.confidence))},
                                      {"source", field.source},
                                      {"doc", field.doc}});
                     });
  return all;
}

/// A colour of the traffic light: how far a number can be trusted.
struct Light {
  std::string_view colour;
  std::string_view word;
  std::string_view meaning;
};
constexpr Light lights[] = {
    {"🟢", "measured", "read in the source itself (V), or derived from such figures (D)"},
    {"🟠", "reported", "known from an excerpt, an abstract or the press only (E)"},
    {"🔴", "judgement", "nobody has measured it (J): the prior is wide, and no result should hang on the default"}};

std::size_t light_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::verified:
    case Confidence::derived: return 0;
    case Confidence::excerpt: return 1;
    case Confidence::judgement: break;
  }
  return 2;
}

std::string light(Confidence confidence) {
  return fmt::format("{} {}", lights[light_of(confidence)].colour, letter(confidence));
}

/// How many numbers of each mechanism have which confidence, best first.
std::string table_of_confidence() {
  constexpr Confidence order[] = {Confidence::verified, Confidence::derived, Confidence::excerpt,
                                  Confidence::judgement};
  std::vector<std::pair<std::string, std::array<int, std::size(order)>>> rows;
  for_each_parameter(
      [&](std::string_view mechanism) { rows.emplace_back(mechanism, std::array<int, std::size(order)>{}); },
      [&](double, const Field& field) {
        ++rows.back().second[std::ranges::find(order, field.confidence) - std::begin(order)];
      });
  std::vector<std::string> titles{"mechanism", "parameters"};
  for (Confidence confidence : order) titles.push_back(light(confidence));
  std::string table = markdown_header(titles);
  std::array<int, std::size(order)> total{};
  const auto add = [&](const std::string& name, const auto& counts) {
    std::vector<std::string> cells{name, fmt::format("{}", std::accumulate(counts.begin(), counts.end(), 0))};
    for (int count : counts) cells.push_back(count > 0 ? fmt::format("{}", count) : "");
    table += markdown_row(cells);
  };
  for (const auto& [mechanism, counts] : rows) {
    add(fmt::format("[{0}](#{0})", mechanism), counts);
    std::ranges::transform(counts, total, total.begin(), std::plus<>{});
  }
  add("all", total);
  return table;
}

std::string code(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", text); }

std::string as_markdown() {
  std::string page = "# Parameters\n\n" + generated_by("params --markdown") + R"(
A scenario sets a parameter under `parameters:` and its mechanism, to a value or a distribution:
`parameters: {research: {returns: 2}}`, or `--set parameters.research.returns=2`. A plain run uses the value.
`run --sample` draws: from the scenario's distribution; where the scenario says nothing, from the prior, of which the
80 % range is shown; a value that the scenario sets is held. Confidence: 🟢 V read in the source itself, 🟢 D derived
from such figures, 🟠 E excerpt or press only, 🔴 J judgement; sources first: [evidence](evidence.md).

## How well the numbers are known

)" + table_of_confidence();
  const auto begin = [&](std::string_view mechanism) {
    page += fmt::format("\n## {}\n\n", mechanism);
    page += markdown_header(
        {"parameter", "symbol", "unit", "default", "80 % range", "admissible", "confidence", "meaning", "source"});
  };
  for_each_parameter(begin, [&](double value, const Field& field) {
    const std::string range = belief(field);
    page += markdown_row({code(field.name), code(field.symbol), field.unit == "1" ? "" : std::string(field.unit),
                          number_text(value), range.empty() ? "fixed" : fmt::format("{}, {}", range, shape_of(field)),
                          range_text(field.lower, field.upper), light(field.confidence), std::string(field.doc),
                          std::string(field.source)});
  });
  return page;
}

std::string as_evidence() {
  std::string page = "# Evidence\n\n" + generated_by("params --evidence") + R"(
What each number of the model rests on, as a traffic light. Range: the central 80 % of belief; `fixed`: a definition or
a named variant, which `--sample` does not draw. Units, bounds and meaning in full: [parameters](parameters.md).

)";
  std::array<int, std::size(lights)> number{};
  for_each_parameter([](std::string_view) {}, [&](double, const Field& f) { ++number[light_of(f.confidence)]; });
  for (std::size_t k = 0; k < number.size(); ++k)
    page += fmt::format("- {} {} **{}**: {}\n", number[k], lights[k].colour, lights[k].word, lights[k].meaning);
  page += "\n" + table_of_confidence();
  const auto begin = [&](std::string_view mechanism) {
    page += fmt::format("\n## {}\n\n", mechanism);
    page += markdown_header({"", "parameter", "central", "80 % range", "unit", "source", "meaning"});
  };
  for_each_parameter(begin, [&](double value, const Field& field) {
    const std::string range = belief(field);
    const Light& shown = lights[light_of(field.confidence)];
    page += markdown_row({fmt::format("{} {} ({})", shown.colour, shown.word, letter(field.confidence)),
                          code(field.name), number_text(value), range.empty() ? "fixed" : range,
                          field.unit == "1" ? "" : std::string(field.unit), std::string(field.source),
                          std::string(field.doc)});
  });
  return page;
}

/// The preset that holds every parameter at its central value.
std::string as_central() {
  std::string text = R"(# yaml-language-server: $schema=../../docs/schema/scenario.json
# Written by `racesim params --central`; do not edit. `./dev docs` writes it anew.
format: racesim-scenario/2
presets:
  central:
    title: Every parameter at its central value, held when sampling
    sources: ["the table of parameters: docs/reference/parameters.md"]
parameters:
)";
  for_each_parameter([&](std::string_view mechanism) { text += fmt::format("  {}:\n", mechanism); },
                     [&](double value, const Field& field) {
                       text += fmt::format("    {}: {{dist: fixed, value: {}}}\n",
                                           field.name.substr(field.name.find('.') + 1), number_text(value));
                     });
  return text;
}

}  // namespace

Listing parameter_listing() {
  return {as_text,
          as_json,
          as_markdown,
          {{"--evidence", "as the page that says what each number rests on", as_evidence},
           {"--central", "as the preset that holds every parameter at its central value", as_central}}};
}

}  // namespace racesim

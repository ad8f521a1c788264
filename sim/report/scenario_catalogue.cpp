// What scenarios and presets there are, what each asks and what it builds on.
#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/core/text.hpp"
#include "racesim/io/document.hpp"
#include "racesim/io/format_number.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/io/yaml_reader.hpp"
#include "racesim/report/markdown.hpp"
#include "racesim/report/scenario_catalogue.hpp"

namespace racesim {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string text_of(const Node& map, std::string_view key) {
  const Node* value = map.find(key);
  return value && value->is_scalar() ? value->text : "";
}

/// A text or a list of texts.
std::vector<std::string> texts_of(const Node& map, std::string_view key) {
  std::vector<std::string> texts;
  const Node* value = map.find(key);
  if (value && value->is_scalar()) texts.push_back(value->text);
  if (!value || !value->is_list()) return texts;
  for (const Node& item : value->items) texts.push_back(item.text);
  return texts;
}

CatalogueEntry entry_of(const std::string& path, const Node& map) {
  return {.path = path,
          .name = text_of(map, "name"),
          .title = text_of(map, "title"),
          .question = text_of(map, "question"),
          .expectation = text_of(map, "expectation"),
          .sources = texts_of(map, "sources"),
          .extends = texts_of(map, "extends")};
}

/// The scenario or preset of a file, or nothing when it is a part of others, such as a table.
std::optional<CatalogueEntry> entry_in(const std::string& path, Files& files, Diagnostics& diagnostics) {
  const std::string* text = files.read(path, {path, 0, 0}, diagnostics);
  const std::optional<Node> root = text ? read_yaml(*text, path, diagnostics) : std::nullopt;
  if (!root || !root->is_map()) return std::nullopt;
  const std::string format = text_of(*root, "format");
  const bool scenario = format == scenario_format || earlier_format(format, scenario_format);
  if (scenario && root->find("name")) return entry_of(path, *root);
  const Node* presets = root->find("presets");
  if (!presets || !presets->is_map() || presets->items.size() != 1 || !presets->items[0].is_map()) return std::nullopt;
  CatalogueEntry entry = entry_of(path, presets->items[0]);
  entry.name = presets->keys[0].text;
  entry.preset = true;
  return entry;
}

std::vector<std::string> files_in(const fs::path& directory) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".yaml" || at->path().extension() == ".yml") paths.push_back(at->path().string());
  }
  std::ranges::sort(paths);
  return paths;
}

std::string block(const std::vector<CatalogueEntry>& entries, bool colour) {
  std::size_t widest = 0;
  for (const CatalogueEntry& entry : entries) widest = std::max(widest, columns_of(entry.name));
  std::string text;
  for (const CatalogueEntry& entry : entries) {
    text += "  " + inked(padded(entry.name, widest), Ink::bold, colour) + "  " + entry.title + "\n";
    if (entry.question.empty()) continue;
    for (const std::string& line : wrapped(entry.question, 96 - widest))
      text += std::string(widest + 4, ' ') + inked(line, Ink::dim, colour) + "\n";
  }
  return text;
}

/// Link from docs/reference/ to a file of the source tree.
std::string link(const std::string& name, const std::string& path) {
  return fmt::format("[{}](../../{})", name, fs::path(path).lexically_normal().generic_string());
}

std::string joined(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, "; ")); }

std::string section(const CatalogueEntry& entry) {
  std::string text = fmt::format("\n## {}\n\n{}.\n\n", entry.name, entry.title);
  const auto item = [&](std::string_view what, const std::string& words) {
    if (!words.empty()) text += fmt::format("- **{}** {}\n", what, words);
  };
  item("Question.", entry.question);
  item("Expectation.", entry.expectation);
  std::vector<std::string> bases;
  for (const std::string& base : entry.extends)
    bases.push_back(link(fs::path(base).stem().string(), relative_to(entry.path, base)));
  item("Extends", joined(bases));
  item("Sources.", joined(entry.sources));
  item("File", link(entry.path, entry.path));
  return text;
}

}  // namespace

Catalogue read_catalogue(const std::vector<std::string>& places) {
  Catalogue catalogue;
  Diagnostics diagnostics;
  Files files;
  const auto take = [&](const std::string& path, bool named) {
    const std::size_t errors = diagnostics.error_count();
    std::optional<CatalogueEntry> entry = entry_in(path, files, diagnostics);
    if (entry) return (entry->preset ? catalogue.presets : catalogue.scenarios).push_back(std::move(*entry));
    if (named && diagnostics.error_count() == errors) {
      diagnostics.error(
          {path, 0, 0}, "this is neither a scenario nor a preset",
          fmt::format("a scenario has \"format: {}\" and a name, a preset the key \"presets\"", scenario_format));
    }
  };
  for (const std::string& place : places) {
    if (!fs::is_directory(place)) {
      take(place, true);
      continue;
    }
    for (const std::string& path : files_in(place)) take(path, false);
    for (const std::string& path : files_in(fs::path(place) / "presets")) take(path, false);
  }
  if (diagnostics.has_errors()) throw InputError(diagnostics.sorted());
  return catalogue;
}

std::string catalogue_text(const Catalogue& catalogue, bool colour) {
  std::string text;
  if (!catalogue.scenarios.empty())
    text += inked("Scenarios", Ink::bold, colour) + "  name, title, question\n" + block(catalogue.scenarios, colour);
  if (!catalogue.presets.empty()) {
    text += (text.empty() ? "" : "\n") + inked("Presets", Ink::bold, colour) +
            "  lay them over any scenario with --preset NAME\n" + block(catalogue.presets, colour);
  }
  return text;
}

nlohmann::ordered_json catalogue_json(const Catalogue& catalogue) {
  const auto list = [](const std::vector<CatalogueEntry>& entries) {
    Json all = Json::array();
    for (const CatalogueEntry& e : entries) {
      all.push_back({{"name", e.name}, {"path", e.path}, {"title", e.title}});
      if (!e.preset) all.back().update({{"question", e.question}, {"expectation", e.expectation}});
      all.back().update({{"sources", e.sources}, {"extends", e.extends}});
    }
    return all;
  };
  return {{"scenarios", list(catalogue.scenarios)}, {"presets", list(catalogue.presets)}};
}

std::string catalogue_markdown(const Catalogue& catalogue) {
  std::string page = "# Scenarios\n\n" + generated_by("scenarios --markdown") + R"(
The library of scenarios. Each changes one thing, or one package, against the scenario it extends and shares its
random numbers: run both in one command and compare run by run. Dates and strengths of hypothetical policies are
judgement, and say so. An expectation says what the mechanisms suggest and why; it is no result.

)";
  page += markdown_header({"scenario", "what it is", "extends"});
  for (const CatalogueEntry& e : catalogue.scenarios) {
    std::vector<std::string> bases;
    for (const std::string& base : e.extends) bases.push_back(fs::path(base).stem().string());
    page += markdown_row({fmt::format("[{0}](#{0})", e.name), e.title, joined(bases)});
  }
  page += "\nPresets combine with any scenario: `racesim run SCENARIO --preset NAME`, or in a file's `extends`.\n\n";
  page += markdown_header({"preset", "what it is", "sources"});
  for (const CatalogueEntry& e : catalogue.presets)
    page += markdown_row({link(e.name, e.path), e.title, joined(e.sources)});
  for (const CatalogueEntry& e : catalogue.scenarios) page += section(e);
  return page;
}

}  // namespace racesim

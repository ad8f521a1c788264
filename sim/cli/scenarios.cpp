// racesim scenarios: what scenarios and presets there are, what each asks and what it builds on.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "listing.hpp"
#include "options.hpp"
#include "preset.hpp"
#include "racesim/io/document.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/io/yaml_reader.hpp"
#include "scenario_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// What a file says of itself; what it takes over from others is not in here.
struct Entry {
  std::string path, name, title, question, expectation;
  std::vector<std::string> sources, extends;
  bool preset = false;
};

struct Catalogue {
  std::vector<Entry> scenarios, presets;
};

struct ScenariosOptions {
  std::vector<std::string> places;
  bool json = false;
  bool markdown = false;
};

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

Entry entry_of(const std::string& path, const Node& map) {
  return {.path = path,
          .name = text_of(map, "name"),
          .title = text_of(map, "title"),
          .question = text_of(map, "question"),
          .expectation = text_of(map, "expectation"),
          .sources = texts_of(map, "sources"),
          .extends = texts_of(map, "extends")};
}

/// The scenario or preset of a file, or nothing when it is a part of others, such as a table.
std::optional<Entry> entry_in(const std::string& path, Files& files, Diagnostics& diagnostics) {
  const std::string* text = files.read(path, {path, 0, 0}, diagnostics);
  const std::optional<Node> root = text ? read_yaml(*text, path, diagnostics) : std::nullopt;
  if (!root || !root->is_map()) return std::nullopt;
  if (root->find("name") && text_of(*root, "format") == scenario_format) return entry_of(path, *root);
  const Node* presets = root->find("presets");
  if (!presets || !presets->is_map() || presets->items.size() != 1 || !presets->items[0].is_map()) return std::nullopt;
  Entry entry = entry_of(path, presets->items[0]);
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

/// Files and the content of directories with their presets; files that were named must be scenarios or presets.
Catalogue read_catalogue(const std::vector<std::string>& places) {
  Catalogue catalogue;
  Diagnostics diagnostics;
  Files files;
  const auto take = [&](const std::string& path, bool named) {
    const std::size_t errors = diagnostics.error_count();
    std::optional<Entry> entry = entry_in(path, files, diagnostics);
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

/// The directory to list when none is given.
std::string usual_place() {
  if (fs::is_directory("scenarios")) return "scenarios";
  std::string installed = installed_scenarios();
  if (installed.empty())
    throw InputError({}, "there is no directory \"scenarios\" here, and none is installed", "name a directory");
  return installed;
}

std::string block(const std::vector<Entry>& entries, bool colour) {
  std::size_t widest = 0;
  for (const Entry& entry : entries) widest = std::max(widest, columns_of(entry.name));
  std::string text;
  for (const Entry& entry : entries) {
    text += "  " + inked(padded(entry.name, widest), Ink::bold, colour) + "  " + entry.title + "\n";
    if (entry.question.empty()) continue;
    for (const std::string& line : wrapped(entry.question, 96 - widest))
      text += std::string(widest + 4, ' ') + inked(line, Ink::dim, colour) + "\n";
  }
  return text;
}

std::string as_text(const Catalogue& catalogue, bool colour) {
  std::string text;
  if (!catalogue.scenarios.empty())
    text += inked("Scenarios", Ink::bold, colour) + "  name, title, question\n" + block(catalogue.scenarios, colour);
  if (!catalogue.presets.empty()) {
    text += (text.empty() ? "" : "\n") + inked("Presets", Ink::bold, colour) +
            "  lay them over any scenario with --preset NAME\n" + block(catalogue.presets, colour);
  }
  return text;
}

Json as_json(const Catalogue& catalogue) {
  const auto list = [](const std::vector<Entry>& entries) {
    Json all = Json::array();
    for (const Entry& e : entries) {
      all.push_back({{"name", e.name}, {"path", e.path}, {"title", e.title}});
      if (!e.preset) all.back().update({{"question", e.question}, {"expectation", e.expectation}});
      all.back().update({{"sources", e.sources}, {"extends", e.extends}});
    }
    return all;
  };
  return {{"scenarios", list(catalogue.scenarios)}, {"presets", list(catalogue.presets)}};
}

/// Link from docs/reference/ to a file of the source tree.
std::string link(const std::string& name, const std::string& path) {
  return fmt::format("[{}](../../{})", name, fs::path(path).lexically_normal().generic_string());
}

std::string joined(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, "; ")); }

std::string section(const Entry& entry) {
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

std::string as_markdown(const Catalogue& catalogue) {
  std::string page = "# Scenarios\n\n" + generated_by("scenarios --markdown") + R"(
The library of scenarios. Each changes one thing, or one package, against the scenario it extends and shares its
random numbers: run both in one command and compare run by run. Dates and strengths of hypothetical policies are judgement, and say so.
An expectation says what the mechanisms suggest and why; it is no result.

)";
  page += markdown_header({"scenario", "what it is", "extends"});
  for (const Entry& e : catalogue.scenarios) {
    std::vector<std::string> bases;
    for (const std::string& base : e.extends) bases.push_back(fs::path(base).stem().string());
    page += markdown_row({fmt::format("[{0}](#{0})", e.name), e.title, joined(bases)});
  }
  page += "\nPresets combine with any scenario: `racesim run SCENARIO --preset NAME`, or in a file's `extends`.\n\n";
  page += markdown_header({"preset", "what it is", "sources"});
  for (const Entry& e : catalogue.presets) page += markdown_row({link(e.name, e.path), e.title, joined(e.sources)});
  for (const Entry& e : catalogue.scenarios) page += section(e);
  return page;
}

int list(const ScenariosOptions& options) {
  const Catalogue catalogue =
      read_catalogue(options.places.empty() ? std::vector<std::string>{usual_place()} : options.places);
  print(options.json       ? as_json(catalogue).dump(2) + "\n"
        : options.markdown ? as_markdown(catalogue)
                           : as_text(catalogue, may_colour(1)));
  return exit_done;
}

}  // namespace

void add_scenarios_list(CLI::App& app, Session& session) {
  const auto options = std::make_shared<ScenariosOptions>();
  CLI::App& command = add_command(app, session, "scenarios", "List scenarios and presets with what they ask",
                                  "racesim scenarios\n"
                                  "racesim scenarios ~/studies my_scenario.yaml\n"
                                  "racesim scenarios --json | jq -r '.scenarios[].name'",
                                  [options] { return list(*options); });
  add_arguments(command, options->places, "PLACE", 0, any_number,
                "directories and files; ./scenarios, or what is installed, by default");
  add_flag(command, "--json", options->json, "as JSON");
  add_flag(command, "--markdown", options->markdown, "as the page of the documentation");
  exclude(command, "--markdown", {"--json"});
}

}  // namespace racesim

#include "pages.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "terminal.hpp"

namespace racesim {

namespace {

constexpr std::size_t page_columns = 100;

/// The words of "a|b|c"; none of "N".
std::vector<std::string> choices(const std::string& value) {
  std::vector<std::string> words;
  if (value.find('|') == std::string::npos) return words;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find('|', at), value.size());
    words.push_back(value.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

OptionPage page_of(const CLI::Option& option) {
  OptionPage page{.names = {}, .value = option.get_type_name(), .doc = option.get_description(), .repeats = false};
  for (const std::string& name : option.get_snames()) page.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) page.names.push_back("--" + name);
  if (option.get_positional()) {
    page.names = {page.value};
    page.value.clear();
  }
  page.words = choices(option.get_type_name());
  page.repeats = option.get_items_expected_max() > 1;
  return page;
}

/// Names in one column, what they mean in the other.
std::string definitions(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::size_t widest = 0;
  for (const auto& [name, doc] : entries) widest = std::max(widest, columns_of(name));
  std::string text;
  for (const auto& [name, doc] : entries) {
    std::string before = "  " + padded(name, widest) + "  ";
    for (const std::string& line : wrapped(doc, page_columns - widest - 4)) {
      text += before + line + "\n";
      before = std::string(widest + 4, ' ');
    }
  }
  return text;
}

std::string indented(const std::string& lines) {
  std::string text;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    text += "  " + lines.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return text;
}

}  // namespace

std::string OptionPage::heading() const {
  return fmt::format("{}{}{}", fmt::join(names, ", "), value.empty() ? "" : " ", value);
}

std::vector<CommandPage> CommandPage::all_commands() const {
  std::vector<CommandPage> all;
  for (const CommandPage& command : commands) {
    all.push_back(command);
    const std::vector<CommandPage> inner = command.all_commands();
    all.insert(all.end(), inner.begin(), inner.end());
  }
  return all;
}

std::string CommandPage::short_name() const { return name.substr(name.find(' ') + 1); }

std::string CommandPage::usage() const {
  std::string text = name;
  if (!commands.empty()) text += " COMMAND";
  if (!options.empty()) text += " [OPTION ...]";
  for (const OptionPage& argument : arguments)
    text += fmt::format(" {}{}", argument.heading(), argument.repeats ? " ..." : "");
  return text;
}

CommandPage page_of(const CLI::App& app) {
  std::string name = app.get_name();
  for (const CLI::App* above = app.get_parent(); above; above = above->get_parent())
    name = above->get_name() + " " + name;
  CommandPage page{.name = name,
                   .doc = app.get_description(),
                   .arguments = {},
                   .options = {},
                   .examples = app.get_footer(),
                   .commands = {}};
  for (const CLI::Option* option : app.get_options([](const CLI::Option* o) { return !o->get_group().empty(); })) {
    (option->get_positional() ? page.arguments : page.options).push_back(page_of(*option));
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    page.commands.push_back(page_of(*command));
  }
  return page;
}

std::string help_text(const CommandPage& page) {
  std::string text = fmt::format("usage: {}\n", page.usage());
  if (page.name == "racesim") text += "       racesim SCENARIO ...            short for racesim run SCENARIO ...\n";
  text += "\n";
  for (const std::string& line : wrapped(page.doc + ".", page_columns)) text += line + "\n";
  const auto section = [&](const std::string& title, const std::vector<std::pair<std::string, std::string>>& entries) {
    if (!entries.empty()) text += fmt::format("\n{}\n{}", title, definitions(entries));
  };
  std::vector<std::pair<std::string, std::string>> commands, arguments, options;
  for (const CommandPage& command : page.commands)
    commands.emplace_back(command.name.substr(page.name.size() + 1), command.doc);
  for (const OptionPage& argument : page.arguments) arguments.emplace_back(argument.heading(), argument.doc);
  for (const OptionPage& option : page.options) options.emplace_back(option.heading(), option.doc);
  section("Commands", commands);
  section("Arguments", arguments);
  section("Options", options);
  if (!page.examples.empty()) text += "\nExamples\n" + indented(page.examples);
  return text;
}

}  // namespace racesim

#include "command_line.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <new>

#include <fmt/format.h>
#include <hdf5.h>
#include <CLI/CLI.hpp>

#include "command.hpp"
#include "errors.hpp"
#include "pages.hpp"
#include "preset.hpp"
#include "racesim/core/build_info.hpp"
#include "racesim/io/presets.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

/// The word as a shell would take it.
std::string quoted(const std::string& word) {
  constexpr std::string_view harmless = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./=:,+@%";
  if (!word.empty() && word.find_first_not_of(harmless) == std::string::npos) return word;
  std::string text = "'";
  for (char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + quoted(word);
  return text;
}

void declare(CLI::App& app, Session& session) {
  app.name("racesim");
  app.set_help_flag("-h,--help", "this text; after a command, its own");
  app.set_version_flag("--version", "racesim " + build_info().version, "version");
  app.formatter_fn([](const CLI::App* shown, std::string, CLI::AppFormatMode) { return help_text(page_of(*shown)); });
  app.require_subcommand(1);
  app.footer(
      "racesim scenarios/baseline.yaml\n"
      "racesim run scenarios/baseline.yaml scenarios/export_ban.yaml -R 500 -o both.h5\n"
      "racesim compare scenarios/no_controls.yaml scenarios/export_ban.yaml -R 500\n"
      "racesim show scenarios/baseline.yaml --origin\n"
      "racesim help run");
  add_run(app, session);
  add_compare(app, session);
  add_check(app, session);
  add_upgrade(app, session);
  add_show(app, session);
  add_scenarios_list(app, session);
  add_sensitivity(app, session);
  add_discover(app, session);
  add_params(app, session);
  add_policies(app, session);
  add_observables(app, session);
  add_month(app, session);
  add_sweep(app, session);
  add_merge(app, session);
  add_schema(app, session);
  add_bench(app, session);
  add_info(app, session);
  add_cite(app, session);
  add_completion(app, session);
  add_man(app, session);
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

/// Fills in what is left out: `racesim FILE` is `racesim run FILE`, `racesim help X` is `racesim X --help`.
void complete(std::vector<std::string>& words, const CLI::App& app) {
  const std::vector<std::string> commands = names_of_commands(app);
  if (words.size() > 1 && words[0] == "help") {
    words.erase(words.begin());
    words.emplace_back("--help");
  } else if (words.empty() || words[0] == "help") {
    words = {"--help"};
  }
  const std::string& first = words[0];
  if (first == "-h" || first == "--help" || first == "--version") return;
  if (std::ranges::find(commands, first) != commands.end()) return;
  const bool path = first.starts_with('-') || first.find_first_of("./") != std::string::npos;
  if (!path && !std::filesystem::exists(first)) {
    std::string near = shipped_hint(first, installed_scenarios());
    if (near.empty()) near = did_you_mean(first, commands);
    throw InputError({}, fmt::format("there is no command and no scenario file \"{}\"", first),
                     near.empty() ? list_allowed(commands) : near);
  }
  words.insert(words.begin(), "run");
}

/// The command that was being parsed.
CLI::App& parsed_command(CLI::App& app) {
  const auto parsed = app.get_subcommands();
  return parsed.empty() ? app : parsed_command(*parsed.back());
}

/// A parse error in the words of all other errors.
InputError usage_error(CLI::App& app, const CLI::ParseError& error) {
  CLI::App& command = parsed_command(app);
  const CommandPage page = page_of(command);
  const std::string see = fmt::format("see {} --help", page.name);
  const std::vector<std::string> rest = command.remaining();
  const auto option = std::ranges::find_if(rest, [](const std::string& word) { return word.starts_with('-'); });
  if (option != rest.end()) {  // whatever else is wrong follows from it
    const std::string word = option->substr(0, option->find('='));
    std::vector<std::string> names;
    for (const OptionPage& known : page.options) names.insert(names.end(), known.names.begin(), known.names.end());
    const std::string near = did_you_mean(word, names);
    return {{}, fmt::format("{} has no option \"{}\"", page.name, word), near.empty() ? see : near};
  }
  if (!page.commands.empty() && !rest.empty()) {
    const std::vector<std::string> names = names_of_commands(command);
    const std::string near = did_you_mean(rest[0], names);
    return {{},
            fmt::format("there is no command \"{} {}\"", page.name, rest[0]),
            near.empty() ? list_allowed(names) : near};
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr || rest.empty()) return {{}, error.what(), see};
  return {{}, fmt::format("\"{}\" is one argument too many", rest[0]), see};
}

int parse_and_act(std::vector<std::string> words, Session& session) {
  CLI::App app("Simulates the race for frontier AI under limits on compute, lab by lab, month by month");
  declare(app, session);
  complete(words, app);
  std::ranges::reverse(words);  // as CLI11 takes them
  try {
    app.parse(words);
  } catch (const CLI::CallForHelp&) {
    print(help_text(page_of(parsed_command(app))));
    return exit_done;
  } catch (const CLI::CallForVersion& version) {
    print(std::string(version.what()) + "\n");
    return exit_done;
  } catch (const CLI::ParseError& error) {
    throw usage_error(app, error);
  }
  return session.action();
}

}  // namespace

int run_command_line(std::vector<std::string> words) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that stops reading is met where we write,
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a limit on the size of files
  H5dont_atexit();                // a file that a full disk left half closed would be closed once more, and crash
  Session session;
  try {
    session.command_line = joined(words);
    words.erase(words.begin(), words.begin() + (words.empty() ? 0 : 1));
    return parse_and_act(std::move(words), session);
  } catch (const InputError& error) {
    report(error.diagnostics(), session.texts);
    return exit_bad_input;
  } catch (const std::bad_alloc&) {
    report_error(
        "out of memory (fewer threads with -j, --record summary, fewer labs or population.developers need less)");
  } catch (const std::exception& error) {
    report_error(error.what());
  }
  return exit_failed;
}

}  // namespace racesim

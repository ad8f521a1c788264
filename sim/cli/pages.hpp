#pragma once
// The command line as data, read off its CLI11 declaration: help, man page, completion and reference page are written
// from it, so that none of them can be out of date.
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace racesim {

struct OptionPage {
  std::vector<std::string> names;  ///< "-R", "--replicates"; of an argument its name alone
  std::string value;               ///< what it takes, "N" or "a|b|c"; empty for a flag
  std::string doc;
  bool repeats = false;
  std::vector<std::string> words = {};  ///< that completion offers; those of `value` when it is a choice

  /// "-R, --replicates N"
  std::string heading() const;
};

struct CommandPage {
  std::string name;  ///< "racesim run"
  std::string doc;
  std::vector<OptionPage> arguments;
  std::vector<OptionPage> options;
  std::string examples;  ///< one a line
  std::vector<CommandPage> commands;

  std::string usage() const;
  /// Its name without that of the program: "sweep plan".
  std::string short_name() const;
  /// Its commands, each followed by its own.
  std::vector<CommandPage> all_commands() const;
};

CommandPage page_of(const CLI::App& app);

std::string help_text(const CommandPage& page);
std::string man_page(const CommandPage& page);
std::string reference_page(const CommandPage& page);
/// Completion script for bash, zsh or fish.
std::string completion_script(CommandPage page, const std::string& shell);

}  // namespace racesim

// racesim completion: what the shell needs to complete commands, options, their words, and scenario files.
#include <array>
#include <map>
#include <memory>
#include <sstream>

#include <fmt/format.h>

#include "options.hpp"
#include "pages.hpp"
#include "preset.hpp"
#include "racesim/io/result_layout.hpp"
#include "racesim/model/observables.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

/// Observables and outcomes.
std::vector<std::string> quantity_names() {
  std::vector<std::string> names;
  for (const Observable& observable : observables()) names.emplace_back(observable.name);
  for (const Outcome& outcome : outcomes()) names.emplace_back(outcome.name);
  return names;
}

/// What is set most often: parameters.
std::vector<std::string> settings() {
  std::vector<std::string> words = parameter_names();
  for (std::string& word : words) word = "parameters." + word + "=";
  return words;
}

/// Gives options their words, by name; `--set` of a sweep changes the study and has none.
void offer_names(CommandPage& page, const std::map<std::string, std::vector<std::string>>& words) {
  for (CommandPage& command : page.commands) offer_names(command, words);
  for (OptionPage& option : page.options) {
    const auto known = words.find(option.names.back());
    if (known != words.end() && !page.name.starts_with("racesim sweep ")) option.words = known->second;
  }
}

std::string names_of(const std::vector<OptionPage>& options) {
  std::string names;
  for (const OptionPage& option : options) {
    for (const std::string& name : option.names) names += (names.empty() ? "" : " ") + name;
  }
  return names;
}

std::string last_word(const CommandPage& command) { return command.name.substr(command.name.rfind(' ') + 1); }

std::string names_of(const std::vector<CommandPage>& commands) {
  std::string names;
  for (const CommandPage& command : commands) names += (names.empty() ? "" : " ") + last_word(command);
  return names;
}

std::string bash(const CommandPage& page) {
  std::string groups, options, choices;
  for (const CommandPage& command : page.all_commands()) {
    if (!command.commands.empty()) {
      groups +=
          fmt::format("    {0}) [[ $COMP_CWORD -eq 2 ]] && words='{1}' || command=\"{0} ${{COMP_WORDS[2]}}\" ;;\n",
                      command.short_name(), names_of(command.commands));
      continue;
    }
    options += fmt::format("    '{}') words='{}' ;;\n", command.short_name(), names_of(command.options));
    for (const OptionPage& option : command.options) {
      if (option.words.empty()) continue;
      for (const std::string& name : option.names) {
        choices +=
            fmt::format("    '{} {}') words='{}' ;;\n", command.short_name(), name, fmt::join(option.words, " "));
      }
    }
    for (const OptionPage& argument : command.arguments) {
      if (!argument.words.empty())
        choices += fmt::format("    '{0} {0}') words='{1}' ;;\n", command.short_name(), fmt::join(argument.words, " "));
    }
  }
  return fmt::format(R"~(# racesim for bash: eval "$(racesim completion bash)"
_racesim() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} words=''
  case $command in
{4}  esac
  case "$command $before" in
{2}  esac
  if [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    return
  fi
  case $command in
{1}  esac
  [[ $COMP_CWORD -eq 1 ]] && words='{0}'
  [[ $word == -* && -z $words ]] && words='{3}'
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ $word == -* ]] && return
  COMPREPLY+=($(compgen -d -S / -- "$word") $(compgen -f -X '!*.y*ml' -- "$word") $(compgen -f -X '!*.h5' -- "$word"))
}}
complete -o nospace -o filenames -F _racesim racesim
)~",
                     names_of(page.commands), options, choices, names_of(page.options), groups);
}

/// A text inside single quotes of a shell.
std::string in_quotes(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) text.replace(at, 1, "'\\''");
  return "'" + text + "'";
}

/// zsh runs what is written for bash.
std::string zsh(const CommandPage& page) {
  return "# racesim for zsh: eval \"$(racesim completion zsh)\"\nautoload -Uz +X compinit bashcompinit\n"
         "(( $+functions[compdef] )) || compinit\nbashcompinit\n" +
         bash(page);
}

std::string fish_option(const std::string& condition, const OptionPage& option) {
  std::string text = fmt::format("complete -c racesim -n '{}'", condition);
  for (const std::string& name : option.names)
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!option.words.empty())
    text += fmt::format(" -x -a '{}'", fmt::join(option.words, " "));
  else if (option.value == "FILE")
    text += " -r -F";
  else if (!option.value.empty())
    text += " -x";
  return text + " -d " + in_quotes(option.doc) + "\n";
}

std::string fish(const CommandPage& page) {
  std::string text =
      "# racesim for fish: racesim completion fish > ~/.config/fish/completions/racesim.fish\n"
      "complete -c racesim -f\n";
  const auto offer = [&](const std::string& condition, const std::vector<CommandPage>& commands) {
    for (const CommandPage& command : commands)
      text += fmt::format("complete -c racesim -n '{}' -a {} -d {}\n", condition, last_word(command),
                          in_quotes(command.doc));
  };
  offer("__fish_use_subcommand", page.commands);
  text += "complete -c racesim -n __fish_use_subcommand -a '(__fish_complete_suffix .yaml)'\n";
  for (const CommandPage& command : page.all_commands()) {
    std::string condition;
    std::istringstream words(command.short_name());
    for (std::string word; words >> word;)
      condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + word);
    offer(condition, command.commands);
    for (const OptionPage& option : command.options) text += fish_option(condition, option);
    for (const OptionPage& argument : command.arguments) {
      const bool choice = !argument.words.empty();
      text += fmt::format("complete -c racesim -n '{}' -a '{}'\n", condition,
                          choice ? fmt::format("{}", fmt::join(argument.words, " ")) : "(__fish_complete_path)");
    }
  }
  return text;
}

}  // namespace

std::string completion_script(CommandPage page, const std::string& shell) {
  offer_names(page, {{"--preset", preset_names()},
                     {"--observable", quantity_names()},
                     {"--break-even", quantity_names()},
                     {"--set", settings()}});
  return shell == "bash" ? bash(page) : shell == "zsh" ? zsh(page) : fish(page);
}

void add_completion(CLI::App& app, Session& session) {
  const auto shell = std::make_shared<std::string>();
  CLI::App& command = add_command(app, session, "completion", "Print the completion script of a shell",
                                  "eval \"$(racesim completion bash)\"\n"
                                  "racesim completion fish > ~/.config/fish/completions/racesim.fish",
                                  [shell, &app] {
                                    print(completion_script(page_of(app), *shell));
                                    return static_cast<int>(exit_done);
                                  });
  add_choice(command, "SHELL", *shell, std::array<std::string_view, 3>{"bash", "zsh", "fish"}, "shell");
}

}  // namespace racesim

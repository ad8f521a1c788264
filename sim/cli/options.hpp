#pragma once
// The kinds of options there are, and how a subcommand declares them. Help, man page, completion and reference page are
// read off these declarations.
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"
#include "racesim/core/units.hpp"

namespace racesim {

/// A subcommand; `act` is done once its options are read and gives the exit code. `examples`: one a line.
CLI::App& add_command(CLI::App& app, Session& session, const std::string& name, const std::string& doc,
                      const std::string& examples, std::function<int()> act);

/// A subcommand that has subcommands of its own.
CLI::App& add_group(CLI::App& app, const std::string& name, const std::string& doc, const std::string& examples);

// `names` are "-o,--output"; what an option fills must live as long as the subcommand's `act`.
void add_flag(CLI::App& command, const std::string& names, bool& target, const std::string& doc);
/// One text; `value` stands for it in the help.
void add_text(CLI::App& command, const std::string& names, std::string& target, const std::string& value,
              const std::string& doc);
/// `--output` of a result file; the endings of other kinds of files are refused.
void add_result_file(CLI::App& command, std::string& target, const std::string& doc);
/// A text that may be given several times, each handed to `take`.
void add_texts(CLI::App& command, const std::string& names, const std::string& value, const std::string& doc,
               std::function<void(const std::string&)> take);
/// One word out of several; required when `names` is no option but an argument.
void add_choice(CLI::App& command, const std::string& names, std::string& target,
                std::span<const std::string_view> words, const std::string& doc);
/// A whole number in [lowest, highest].
void add_count(CLI::App& command, const std::string& names, std::uint32_t& target, std::uint32_t lowest,
               std::uint32_t highest, const std::string& doc);
/// A number, or two with .. between them when `pair`.
void add_numbers(CLI::App& command, const std::string& names, std::vector<double>& target, bool pair,
                 const std::string& doc);
/// A time span: 90 (seconds), "10 min", 2h, 1:30:00, or what else `read` turns into seconds.
void add_duration(CLI::App& command, const std::string& names, std::chrono::duration<double>& target,
                  const std::string& doc, std::optional<double> (*read)(std::string_view) = parse_seconds);
/// Arguments called `value` in the help, as many as [lowest, highest].
void add_arguments(CLI::App& command, std::vector<std::string>& target, const std::string& value, int lowest,
                   int highest, const std::string& doc);

/// Threads when none are asked for.
int all_processors();

/// Admits `name` with none of the others.
void exclude(CLI::App& command, const std::string& name, std::initializer_list<const char*> others);
/// Admits `name` only with `other`.
void require(CLI::App& command, const std::string& name, const std::string& other);

}  // namespace racesim

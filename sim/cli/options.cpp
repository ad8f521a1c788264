#include "options.hpp"

#include <charconv>
#include <cmath>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

namespace {

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// "-1.5e3", or "2..4" when `pair`.
std::optional<std::vector<double>> numbers_of(std::string_view text, bool pair) {
  const std::size_t dots = pair ? text.find("..") : text.size();
  if (dots == std::string_view::npos) return std::nullopt;
  std::vector<double> numbers;
  for (const std::string_view part : {text.substr(0, dots), text.substr(std::min(dots + 2, text.size()))}) {
    if (!pair && !numbers.empty()) break;
    const auto number = number_in<double>(part);
    if (!number || !std::isfinite(*number)) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

/// A check that CLI11 does not add to the name of the value. The complaint is "" for what is admitted.
CLI::Validator checked(std::function<std::string(const std::string&)> complaint) {
  return CLI::Validator([complaint = std::move(complaint)](std::string& given) { return complaint(given); }, "");
}

}  // namespace

CLI::App& add_command(CLI::App& app, Session& session, const std::string& name, const std::string& doc,
                      const std::string& examples, std::function<int()> act) {
  CLI::App* command = app.add_subcommand(name, doc);
  command->footer(examples);
  command->callback([act = std::move(act), &session] { session.action = act; });
  return *command;
}

CLI::App& add_group(CLI::App& app, const std::string& name, const std::string& doc, const std::string& examples) {
  CLI::App* group = app.add_subcommand(name, doc);
  group->footer(examples);
  group->require_subcommand(1);
  return *group;
}

void add_flag(CLI::App& command, const std::string& names, bool& target, const std::string& doc) {
  command.add_flag(names, target, doc);
}

void add_text(CLI::App& command, const std::string& names, std::string& target, const std::string& value,
              const std::string& doc) {
  command.add_option(names, target, doc)->type_name(value);
}

void add_result_file(CLI::App& command, std::string& target, const std::string& doc) {
  const auto complaint = [](const std::string& given) -> std::string {
    const std::string ending = std::filesystem::path(given).extension().string();
    for (const char* other : {".csv", ".tsv", ".json", ".txt", ".xlsx", ".parquet", ".yaml", ".yml"}) {
      if (ending == other)
        return fmt::format(
            "\"{}\": results are written as HDF5, which is NetCDF-4 too: FILE.h5 or FILE.nc; racesim "
            "compare FILE.h5 --csv OUT.csv writes differences month by month",
            given);
    }
    return "";
  };
  command.add_option("-o,--output", target, doc)->type_name("FILE")->check(checked(complaint));
}

void add_texts(CLI::App& command, const std::string& names, const std::string& value, const std::string& doc,
               std::function<void(const std::string&)> take) {
  const auto take_all = [take = std::move(take)](const std::vector<std::string>& given) {
    for (const std::string& text : given) take(text);
  };
  command.add_option_function<std::vector<std::string>>(names, take_all, doc)
      ->type_name(value)
      ->allow_extra_args(false);
}

void add_choice(CLI::App& command, const std::string& names, std::string& target,
                std::span<const std::string_view> words, const std::string& doc) {
  const std::vector<std::string> allowed(words.begin(), words.end());
  const auto complaint = [allowed](const std::string& given) -> std::string {
    if (std::find(allowed.begin(), allowed.end(), given) != allowed.end()) return "";
    return fmt::format("\"{}\" is none of {}", given, fmt::join(allowed, ", "));
  };
  CLI::Option* option = command.add_option(names, target, doc);
  option->type_name(fmt::format("{}", fmt::join(allowed, "|")))->check(checked(complaint));
  option->required(option->get_positional());
}

void add_count(CLI::App& command, const std::string& names, std::uint32_t& target, std::uint32_t lowest,
               std::uint32_t highest, const std::string& doc) {
  const auto complaint = [=](const std::string& given) -> std::string {
    const auto number = number_in<std::uint64_t>(given);
    if (number && *number >= lowest && *number <= highest) return "";
    return fmt::format("\"{}\" is not a whole number from {} to {}", given, lowest, highest);
  };
  command.add_option(names, target, doc)->type_name("N")->check(checked(complaint));
}

void add_numbers(CLI::App& command, const std::string& names, std::vector<double>& target, bool pair,
                 const std::string& doc) {
  const auto complaint = [pair](const std::string& given) -> std::string {
    if (numbers_of(given, pair)) return "";
    return pair ? fmt::format("\"{}\" is not two numbers (write for instance -2..0.5)", given)
                : fmt::format("\"{}\" is no number", given);
  };
  const auto take = [&target, pair](const std::string& given) { target = *numbers_of(given, pair); };
  command.add_option_function<std::string>(names, take, doc)
      ->type_name(pair ? "LOW..HIGH" : "X")
      ->check(checked(complaint));
}

void add_duration(CLI::App& command, const std::string& names, std::chrono::duration<double>& target,
                  const std::string& doc, std::optional<double> (*read)(std::string_view)) {
  const auto complaint = [read](const std::string& given) -> std::string {
    if (read(given)) return "";
    return fmt::format("\"{}\" is no time (write for instance 90, \"10 min\", 2h or 1:30:00)", given);
  };
  const auto take = [&target, read](const std::string& given) { target = std::chrono::duration<double>(*read(given)); };
  command.add_option_function<std::string>(names, take, doc)->type_name("TIME")->check(checked(complaint));
}

void add_arguments(CLI::App& command, std::vector<std::string>& target, const std::string& value, int lowest,
                   int highest, const std::string& doc) {
  command.add_option(value, target, doc)->type_name(value)->expected(lowest, highest)->required(lowest > 0);
}

int all_processors() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

void exclude(CLI::App& command, const std::string& name, std::initializer_list<const char*> others) {
  for (const char* other : others) command.get_option(name)->excludes(command.get_option(other));
}

void require(CLI::App& command, const std::string& name, const std::string& other) {
  command.get_option(name)->needs(command.get_option(other));
}

}  // namespace racesim

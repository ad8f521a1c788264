#include "options.hpp"

#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/core/units.hpp"

namespace racesim {

namespace {

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// H:M:S or M:S in seconds.
std::optional<double> clock_seconds(std::string_view text) {
  double seconds = 0;
  while (true) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const auto part = whole_number<std::uint32_t>(text.substr(0, colon));
    if (!part) return std::nullopt;
    seconds = 60 * seconds + *part;
    if (colon == text.size()) return seconds;
    text.remove_prefix(colon + 1);
  }
}

std::optional<double> seconds_of(const std::string& text) {
  if (text.find(':') != std::string::npos) return clock_seconds(text);
  const auto quantity = parse_quantity(text);
  const auto factor = quantity ? conversion(quantity->unit.empty() ? "s" : quantity->unit, "s") : std::nullopt;
  if (!factor || quantity->value < 0) return std::nullopt;
  return quantity->value * *factor;
}

/// A check that CLI11 does not add to the name of the value.
CLI::Validator checked(std::function<std::string(std::string&)> complaint) { return CLI::Validator(std::move(complaint), ""); }

}  // namespace

CLI::Option* add_choice(CLI::App& command, const std::string& names, std::string& target,
                        std::span<const std::string_view> words, const std::string& doc) {
  const std::vector<std::string> allowed(words.begin(), words.end());
  const auto complaint = [allowed](const std::string& given) -> std::string {
    if (std::find(allowed.begin(), allowed.end(), given) != allowed.end()) return "";
    return fmt::format("\"{}\" is none of {}", given, fmt::join(allowed, ", "));
  };
  return command.add_option(names, target, doc)->type_name(fmt::format("{}", fmt::join(allowed, "|")))->check(checked(complaint));
}

CLI::Option* add_count(CLI::App& command, const std::string& names, std::uint32_t& target, std::uint32_t lowest,
                       std::uint32_t highest, const std::string& doc) {
  const auto complaint = [=](const std::string& given) -> std::string {
    const auto number = whole_number<std::uint64_t>(given);
    if (number && *number >= lowest && *number <= highest) return "";
    return fmt::format("\"{}\" is not a whole number from {} to {}", given, lowest, highest);
  };
  return command.add_option(names, target, doc)->type_name("N")->check(checked(complaint));
}

CLI::Option* add_duration(CLI::App& command, const std::string& names, std::chrono::duration<double>& target,
                          const std::string& doc) {
  const auto complaint = [](const std::string& given) -> std::string {
    return seconds_of(given) ? "" : fmt::format("\"{}\" is no time (write for instance 90, \"10 min\", 2h or 1:30:00)", given);
  };
  const auto take = [&target](const std::string& given) { target = std::chrono::duration<double>(*seconds_of(given)); };
  return command.add_option_function<std::string>(names, take, doc)->type_name("TIME")->check(checked(complaint));
}

}  // namespace racesim

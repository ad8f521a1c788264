#include "racesim/io/scalars.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "racesim/core/units.hpp"
#include "racesim/io/yaml_type.hpp"

namespace racesim {
namespace {

/// A number for a message: 1e+14 rather than 100000000000000, but never rounded.
std::string shown(double value) {
  const std::string brief = fmt::format("{:.8g}", value);
  return parse_number(brief) == value ? brief : fmt::format("{}", value);
}

std::string with_unit(double value, std::string_view unit) {
  return unit == "1" ? shown(value) : fmt::format("{} {}", shown(value), unit);
}

void expected(const Node& node, const Field& field, std::string_view what, Diagnostics& diagnostics,
              std::string hint = "") {
  diagnostics.error(node.mark, fmt::format("\"{}\" must be {}, found {}", field.name, what, found(node)),
                    std::move(hint));
}

bool in_range(double value, const Node& node, const Field& field, Diagnostics& diagnostics) {
  if (value >= field.lower && value <= field.upper) return true;
  diagnostics.error(node.mark, fmt::format("\"{}\" is out of range: {}", field.name, with_unit(value, field.unit)),
                    range_of(field));
  return false;
}

std::string number_hint(const Node& node, const Field& field) {
  if (node.is_scalar() && node.text.find_first_of("+-0123456789") == 0 && node.text.find(',') != std::string::npos)
    return "the decimal sign is a point, and nothing stands between thousands";
  if (field.unit == "1") return "write a decimal number such as 12, 0.5 or 3e25";
  return fmt::format("write a decimal number in {}, or with one of the units {}", field.unit, units_like(field.unit));
}

/// What to write for "20 bn": a word of magnitude is a prefix of the unit, or a power of ten.
std::string magnitude_hint(const Quantity& quantity, const Field& field) {
  struct Magnitude {
    std::string_view word;
    char prefix;
    int power;
  };
  constexpr Magnitude magnitudes[] = {{"thousand", 'k', 3},  {"million", 'M', 6}, {"mn", 'M', 6},
                                      {"mln", 'M', 6},       {"billion", 'G', 9}, {"bn", 'G', 9},
                                      {"trillion", 'T', 12}, {"tn", 'T', 12}};
  const std::string word = quantity.unit.substr(0, quantity.unit.find(' '));
  const auto magnitude = std::ranges::find(magnitudes, word, &Magnitude::word);
  if (magnitude == std::end(magnitudes)) return "";
  const std::string unit = magnitude->prefix + std::string(field.unit);
  return conversion(unit, field.unit) ? fmt::format("write {} {}", shown(quantity.value), unit)
                                      : fmt::format("write {}e{}", shown(quantity.value), magnitude->power);
}

/// What "30 %/yr" is in a unit of logarithms, with which it must not be confused.
std::string logarithm_hint(const Quantity& quantity, const Field& field) {
  std::string unit = quantity.unit;
  const std::size_t percent = unit.find('%');
  if (percent == std::string::npos) return "";
  unit.replace(percent, 1, "ln");
  const auto factor = conversion(unit, field.unit);
  const double percents = std::fabs(quantity.value);
  const double by = percents / 100;
  if (!factor) return "";
  std::string hint = fmt::format("growth by {} % is ln {} = {:.3g} {}", shown(percents), shown((100 + percents) / 100),
                                 std::log1p(by) * *factor, field.unit);
  if (by < 1)
    hint += fmt::format(", a fall by as much ln {} = {:.3g} {}", shown((100 - percents) / 100),
                        std::log1p(-by) * *factor, field.unit);
  return hint;
}

std::optional<double> in_unit(const Node& node, const Field& field, Diagnostics& diagnostics) {
  if (!node.is_scalar()) {
    expected(node, field, "a number", diagnostics, number_hint(node, field));
    return std::nullopt;
  }
  const auto quantity = parse_quantity(node.text);
  if (!quantity) {
    expected(node, field, "a number", diagnostics, number_hint(node, field));
    return std::nullopt;
  }
  if (quantity->unit.empty()) return quantity->value;
  const auto factor = conversion(quantity->unit, field.unit);
  if (!factor) {
    const std::string of_logarithms = logarithm_hint(*quantity, field);
    const char* why = !of_logarithms.empty()    ? "is no difference of logarithms"
                      : is_unit(quantity->unit) ? "has another dimension"
                                                : "is not known";
    const std::string hint = of_logarithms.empty() ? magnitude_hint(*quantity, field) : of_logarithms;
    diagnostics.error(node.mark, fmt::format("unit \"{}\" of \"{}\" {}", quantity->unit, field.name, why),
                      hint.empty() ? "allowed: " + units_like(field.unit) : hint);
    return std::nullopt;
  }
  return quantity->value * *factor;
}

template <class T>
std::optional<T> parse_whole(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool zeros = text.size() > 1 && text[text[0] == '-'] == '0';  // 010 is eight to other readers
  if (error != std::errc{} || end != text.data() + text.size() || zeros) return std::nullopt;
  return value;
}

template <class T>
std::optional<T> refuse_whole(const Node& node, const Field& field, T lowest, T highest, Diagnostics& diagnostics) {
  const std::string range = range_of(field);
  expected(node, field, "a whole number", diagnostics,
           range.empty() ? fmt::format("allowed: {} to {}", lowest, highest) : range);
  return std::nullopt;
}

/// A whole number: plain digits, or a number such as 3e6 or "18 month" that has no fraction and is exact.
template <class T>
std::optional<T> read_whole(const Node& node, const Field& field, T lowest, T highest, Diagnostics& diagnostics) {
  constexpr double exact = 9007199254740992;  // 2^53
  std::optional<T> whole = node.is_scalar() ? parse_whole<T>(node.text) : std::nullopt;
  if (!whole) {
    const auto value = in_unit(node, field, diagnostics);
    if (!value) return std::nullopt;
    const bool fits = std::floor(*value) == *value && std::fabs(*value) <= exact && (*value >= 0 || lowest < 0);
    if (!fits) {
      return refuse_whole(node, field, lowest, highest, diagnostics);
    }
    whole = static_cast<T>(*value);
  }
  if (*whole < lowest || *whole > highest) {
    return refuse_whole(node, field, lowest, highest, diagnostics);
  }
  if (!in_range(static_cast<double>(*whole), node, field, diagnostics)) return std::nullopt;
  return whole;
}

}  // namespace

std::string range_of(const Field& field) {
  const bool below = field.lower > -infinity;
  const bool above = field.upper < infinity;
  if (below && above) return fmt::format("allowed: {} to {}", shown(field.lower), with_unit(field.upper, field.unit));
  if (below) return fmt::format("allowed: {} or more", with_unit(field.lower, field.unit));
  if (above) return fmt::format("allowed: up to {}", with_unit(field.upper, field.unit));
  return "";
}

std::optional<double> read_number(const Node& node, const Field& field, Diagnostics& diagnostics) {
  const auto value = in_unit(node, field, diagnostics);
  if (!value || !in_range(*value, node, field, diagnostics)) return std::nullopt;
  if (!std::isfinite(*value)) {
    expected(node, field, "a finite number", diagnostics);
    return std::nullopt;
  }
  return value;
}

std::optional<double> YamlType<double>::read(const Node& node, const Field& field, Diagnostics& diagnostics) {
  return read_number(node, field, diagnostics);
}

std::optional<std::int64_t> read_integer(const Node& node, const Field& field, std::int64_t lowest,
                                         std::int64_t highest, Diagnostics& diagnostics) {
  return read_whole<std::int64_t>(node, field, lowest, highest, diagnostics);
}

std::optional<std::uint64_t> read_unsigned(const Node& node, const Field& field, Diagnostics& diagnostics) {
  return read_whole<std::uint64_t>(node, field, 0, UINT64_MAX, diagnostics);
}

std::optional<bool> YamlType<bool>::read(const Node& node, const Field& field, Diagnostics& diagnostics) {
  if (node.is_scalar() && node.text == "true") return true;
  if (node.is_scalar() && node.text == "false") return false;
  expected(node, field, "true or false", diagnostics);
  return std::nullopt;
}

std::optional<std::string> read_text(const Node& node, const Field& field, Diagnostics& diagnostics) {
  if (node.is_scalar()) return node.text;
  expected(node, field, "a text", diagnostics, node.is_null() ? "quote it, if the word itself is meant" : "");
  return std::nullopt;
}

std::optional<std::string> YamlType<std::string>::read(const Node& node, const Field& field, Diagnostics& diagnostics) {
  return read_text(node, field, diagnostics);
}

std::optional<Month> YamlType<Month>::read(const Node& node, const Field& field, Diagnostics& diagnostics) {
  const auto month = node.is_scalar() ? parse_month(node.text) : std::nullopt;
  if (!month) expected(node, field, "a month", diagnostics, "write YYYY-MM, such as 2022-10");
  return month;
}

std::optional<std::size_t> read_choice(const Node& node, const Field& field, std::span<const std::string_view> names,
                                       Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (node.is_scalar() && node.text == names[i]) return i;
  }
  const std::vector<std::string> allowed(names.begin(), names.end());
  const std::string guess = node.is_scalar() ? did_you_mean(node.text, allowed) : "";
  expected(node, field, "one of the known words", diagnostics,
           (guess.empty() ? "" : guess + " ") + list_allowed(allowed));
  return std::nullopt;
}

std::optional<Series> YamlType<Series>::read(const Node& node, const Field& field, Diagnostics& diagnostics) {
  if (!node.is_map()) {
    const auto level = read_number(node, field, diagnostics);
    return level ? std::optional(Series{{{Month{}, *level}}}) : std::nullopt;
  }
  const std::size_t errors = diagnostics.error_count();
  Series series;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const auto& [key, mark] = node.keys[i];
    const auto month = parse_month(key);
    const auto value = read_number(node.items[i], field, diagnostics);
    if (!month) {
      diagnostics.error(mark, fmt::format("a key of \"{}\" must be a month, found \"{}\"", field.name, key),
                        "write YYYY-MM");
    } else if (!series.empty() && *month <= series.last_month()) {
      diagnostics.error(
          mark, fmt::format("month {} of \"{}\" comes after {}", key, field.name, to_string(series.last_month())),
          "write the months in ascending order");
    } else {
      series.points.push_back({*month, value.value_or(0)});
    }
  }
  return diagnostics.error_count() > errors ? std::nullopt : std::optional(series);
}

bool expect_map(const Node& node, std::string_view what, Diagnostics& diagnostics) {
  if (node.is_map()) return true;
  diagnostics.error(node.mark, fmt::format("\"{}\" must be a map of keys and values, found {}", what, found(node)));
  return false;
}

const Node* MapReader::take(const Field& field) {
  allowed_.emplace_back(field.name);
  const Node* node = map_.find(field.name);
  if (!node && !field.id.empty() && map_.find(field.id)) {
    const auto key = std::ranges::find(map_.keys, field.id, &Node::Key::text);
    diagnostics_.warning(key->mark, fmt::format("\"{}\" is now \"{}\"", field.id, field.name));
    former_.emplace_back(field.id);
    return map_.find(field.id);
  }
  if (!node && field.required) {
    diagnostics_.error(map_.mark, fmt::format("the key \"{}\" is missing", field.name), std::string(field.doc));
  }
  return node;
}

void MapReader::finish(const std::function<std::string(const std::string&)>& suggest) {
  for (const Node::Key& key : map_.keys) {
    if (std::ranges::find(allowed_, key.text) != allowed_.end()) continue;
    if (std::ranges::find(former_, key.text) != former_.end()) continue;
    std::string guess = suggest ? suggest(key.text) : "";
    if (guess.empty()) guess = nearest(key.text);
    diagnostics_.error(key.mark, fmt::format("unknown key {}", found(Node::scalar(key.text))),
                       guess.empty() ? list_allowed(allowed_) : guess + " " + list_allowed(allowed_));
  }
}

}  // namespace racesim

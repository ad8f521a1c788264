#include "racesim/core/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>

namespace racesim {
namespace {

/// What is counted or measured; what must never be mixed up (a chip is no H100e) has a dimension of its own.
enum Dimension {
  time,
  flop,
  byte,
  energy,
  length,
  usd,
  tpp,
  h100e,
  chip,
  wafer,
  die,
  stack,
  token,
  person,
  lab,
  eci,
  elo,
  dimensions
};
using Exponents = std::array<int, dimensions>;

/// A unit in terms of the first one of its dimension, as over / under: so 1 MUSD/yr is exactly 1e6 USD/yr.
struct Unit {
  double over = 1;
  double under = 1;
  Exponents exponents{};
  bool percent = false;  ///< `%` is in it
  bool log = false;      ///< a difference of logarithms is in it
};

/// Decimal prefixes a unit takes: none, the large ones, or those of lengths.
enum class Prefixes { none, large, metric };

struct Base {
  std::string_view name;
  double over;
  double under;
  Dimension dimension;  ///< `dimensions` for a pure number
  Prefixes prefixes = Prefixes::none;
};

constexpr double day = 86400;
constexpr double year = 365.25 * day;  // Julian, as month.hpp has it

constexpr Base bases[] = {
    {"1", 1, 1, dimensions},
    {"%", 1, 100, dimensions},
    {"ln", 1, 1, dimensions},  // a difference of natural logarithms
    {"nat", 1, 1, dimensions},
    {"OOM", 2.302585092994046, 1, dimensions},  // an order of magnitude: ln 10
    {"s", 1, 1, time},
    {"min", 60, 1, time},
    {"h", 3600, 1, time},
    {"day", day, 1, time},
    {"week", 7 * day, 1, time},
    {"month", year / 12, 1, time},
    {"quarter", year / 4, 1, time},
    {"yr", year, 1, time},
    {"FLOP", 1, 1, flop, Prefixes::large},
    {"B", 1, 1, byte, Prefixes::large},
    {"bit", 1, 8, byte, Prefixes::large},
    {"J", 1, 1, energy, Prefixes::large},
    {"W", 1, 1, energy, Prefixes::large},  // with time to the power of -1, see base_unit
    {"Wh", 3600, 1, energy, Prefixes::large},
    {"m", 1, 1, length, Prefixes::metric},
    {"USD", 1, 1, usd, Prefixes::large},
    {"TPP", 1, 1, tpp},  // total processing performance of the export rules: dense TOP/s times bits
    {"H100e", 1, 1, h100e, Prefixes::large},
    {"chip", 1, 1, chip, Prefixes::large},
    {"wafer", 1, 1, wafer, Prefixes::large},
    {"die", 1, 1, die, Prefixes::large},
    {"stack", 1, 1, stack, Prefixes::large},
    {"token", 1, 1, token, Prefixes::large},
    {"person", 1, 1, person},
    {"lab", 1, 1, lab},
    {"ECI", 1, 1, eci},
    {"Elo", 1, 1, elo},
};

struct Prefix {
  char letter;
  double over;
  double under;
  bool large;
};
constexpr Prefix prefixes[] = {
    {'k', 1e3, 1, true},  {'M', 1e6, 1, true},  {'G', 1e9, 1, true},  {'T', 1e12, 1, true},
    {'P', 1e15, 1, true}, {'E', 1e18, 1, true}, {'Z', 1e21, 1, true}, {'Y', 1e24, 1, true},
    {'c', 1, 1e2, false}, {'m', 1, 1e3, false}, {'u', 1, 1e6, false}, {'n', 1, 1e9, false},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Unit times(const Unit& a, const Unit& b, int power) {
  Unit product = a;
  for (int n = 0; n < std::abs(power); ++n) {
    product.over *= power > 0 ? b.over : b.under;
    product.under *= power > 0 ? b.under : b.over;
  }
  for (size_t i = 0; i < product.exponents.size(); ++i) product.exponents[i] += power * b.exponents[i];
  product.percent = a.percent || b.percent;
  product.log = a.log || b.log;
  return product;
}

/// A unit of the table by its name without prefix; nothing when it does not take `prefix`.
std::optional<Unit> base_unit(std::string_view name, const Prefix* prefix) {
  for (const Base& base : bases) {
    if (base.name != name) continue;
    const bool takes =
        base.prefixes == Prefixes::metric || (base.prefixes == Prefixes::large && prefix && prefix->large);
    if (prefix && !takes) return std::nullopt;
    Unit unit{base.over, base.under};
    unit.percent = name == "%";
    unit.log = name == "ln" || name == "nat" || name == "OOM";
    if (base.dimension != dimensions) unit.exponents[base.dimension] = 1;
    if (name == "W") unit.exponents[time] = -1;  // joule per second
    return unit;
  }
  return std::nullopt;
}

/// One name, with or without prefix, with an optional power of 2 or 3, as in "mm2".
std::optional<Unit> factor(std::string_view name) {
  if (const auto unit = base_unit(name, nullptr)) return unit;
  if (name.empty()) return std::nullopt;
  for (const Prefix& prefix : prefixes) {
    if (name[0] != prefix.letter) continue;
    if (const auto unit = base_unit(name.substr(1), &prefix)) return times({prefix.over, prefix.under}, *unit, 1);
  }
  if (name.back() != '2' && name.back() != '3') return std::nullopt;
  const int power = name.back() - '0';
  name.remove_suffix(name.size() > 1 && name[name.size() - 2] == '^' ? 2 : 1);
  const bool again = !name.empty() && is_digit(name.back());  // "m23" is no unit
  const auto unit = again ? std::nullopt : factor(name);
  return unit ? std::optional(times({}, *unit, power)) : std::nullopt;
}

/// Factors joined by `/`, `*` or a space, read from left to right: "USD/H100e/h" is (USD/H100e)/h.
std::optional<Unit> parse_unit(std::string_view text) {
  Unit product;
  int power = 1;
  while (true) {
    const size_t end = text.find_first_of("/* ");
    const auto unit = factor(text.substr(0, end));
    if (!unit) return std::nullopt;
    product = times(product, *unit, power);
    if (end == std::string_view::npos) return product;
    power = text[end] == '/' ? -1 : 1;
    text.remove_prefix(end + 1);
  }
}

/// Length of the strict decimal number at the beginning of a text; 0 when there is none.
size_t number_length(std::string_view text) {
  size_t at = 0;
  const auto peek = [&](size_t i) { return i < text.size() ? text[i] : '\0'; };
  const auto digits = [&] {
    const size_t begin = at;
    while (is_digit(peek(at))) ++at;
    return at - begin;
  };
  if (peek(0) == '+' || peek(0) == '-') ++at;
  const bool zero = peek(at) == '0';
  const size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return 0;
  if (peek(at) == '.') {
    ++at;
    if (digits() == 0) return 0;
  }
  if (peek(at) == 'e' || peek(at) == 'E') {
    const size_t exponent = at++;
    if (peek(at) == '+' || peek(at) == '-') ++at;
    if (digits() == 0) at = exponent;  // the letter begins a unit: "3 EFLOP" may be written "3EFLOP"
  }
  return at;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  if (text.empty() || number_length(text) != text.size()) return std::nullopt;
  if (text[0] == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<Quantity> parse_quantity(std::string_view text) {
  const size_t length = number_length(text);
  const auto value = parse_number(text.substr(0, length));
  if (!value) return std::nullopt;
  std::string_view unit = text.substr(length);
  constexpr std::string_view never_first = "0123456789.,_+-*/^'\":;=";  // 1,000 and 1_000 are no numbers with units
  if (!unit.empty() && never_first.find(unit[0]) != std::string_view::npos) return std::nullopt;
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  while (!unit.empty() && unit.back() == ' ') unit.remove_suffix(1);
  return Quantity{*value, std::string(unit)};
}

bool is_unit(std::string_view unit) { return parse_unit(unit).has_value(); }

std::optional<double> conversion(std::string_view from, std::string_view to) {
  const auto a = parse_unit(from);
  const auto b = parse_unit(to);
  if (!a || !b || a->exponents != b->exponents) return std::nullopt;
  if ((a->percent && b->log) || (a->log && b->percent)) return std::nullopt;  // 30 % more is ln 1.3, not 0.3
  return (a->over * b->under) / (a->under * b->over);
}

std::optional<double> parse_seconds(std::string_view text) {
  if (text.find(':') == text.npos) {
    const auto quantity = parse_quantity(text);
    const std::string unit = !quantity || quantity->unit.empty() ? "s"
                             : quantity->unit == "m"             ? "min"
                             : quantity->unit == "d"             ? "day"
                                                                 : quantity->unit;
    const auto factor = quantity ? conversion(unit, "s") : std::nullopt;
    if (!factor || quantity->value < 0) return std::nullopt;
    return quantity->value * *factor;
  }
  double seconds = 0;
  while (true) {
    const std::size_t end = std::min(text.find(':'), text.size());
    unsigned part = 0;
    const auto [last, error] = std::from_chars(text.data(), text.data() + end, part);
    if (error != std::errc{} || last != text.data() + end) return std::nullopt;
    seconds = 60 * seconds + part;
    if (end == text.size()) return seconds;
    text.remove_prefix(end + 1);
  }
}

std::string units_like(std::string_view unit) {
  constexpr std::string_view known[] = {
      "1",           "%",          "ln",        "OOM",       "s",         "h",        "day",       "month",
      "quarter",     "yr",         "FLOP",      "PFLOP",     "FLOP/s",    "TFLOP/s",  "EFLOP/s",   "B",
      "GB",          "TB",         "GB/s",      "TB/s",      "W",         "kW",       "MW",        "GW",
      "Wh",          "kWh",        "MWh",       "USD",       "kUSD",      "MUSD",     "GUSD",      "USD/month",
      "USD/yr",      "MUSD/yr",    "GUSD/yr",   "1/month",   "1/yr",      "%/month",  "%/yr",      "ln/yr",
      "mm2",         "cm2",        "TPP",       "TPP/mm2",   "H100e",     "kH100e",   "MH100e",    "H100e/month",
      "H100e/yr",    "chip/month", "chip/yr",   "kchip/yr",  "W/H100e",   "kW/H100e", "USD/H100e", "kUSD/H100e",
      "USD/H100e/h", "USD/chip",   "kUSD/chip", "USD/token", "USD/Mtoken"};
  std::string text(unit);
  for (const std::string_view other : known) {
    if (other == unit || !conversion(other, unit)) continue;
    text += ", ";
    text += other;
  }
  return text;
}

}  // namespace racesim

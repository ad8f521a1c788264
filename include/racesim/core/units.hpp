#pragma once
// Units of measure: numbers are stored in their declared unit, users may write another of the same dimension.
#include <optional>
#include <string>
#include <string_view>

namespace racesim {

/// A number as written with its unit, e.g. "3e25 FLOP", "600 GB/s", "18 month".
struct Quantity {
  double value = 0;
  std::string unit;  ///< empty when none was written
};

/// Splits `"600 GB/s"`; nothing when it does not begin with a strict decimal number (no octal, hex, inf, nan).
std::optional<Quantity> parse_quantity(std::string_view text);
/// A strict decimal number: optional sign, digits, optional fraction and exponent; `010` is refused.
std::optional<double> parse_number(std::string_view text);

/// True when racesim knows the unit.
bool is_unit(std::string_view unit);
/// Factor that turns a number in `from` into one in `to`; nothing when their dimensions differ, when one is unknown, or
/// between `%` and differences of logarithms.
std::optional<double> conversion(std::string_view from, std::string_view to);
/// A length of time in seconds: "90", "10 min", "10m", "2d", "1:30:00" or "5:00"; nothing for any other text or below
/// 0.
std::optional<double> parse_seconds(std::string_view text);
/// The known units of the dimension of `unit`, for messages: "FLOP, ..." .
std::string units_like(std::string_view unit);

}  // namespace racesim

#pragma once
// Calendar months. The tick of the model is one month, dt = 1/12 year.
#include <algorithm>
#include <cmath>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace racesim {

/// Ticks of a year.
inline constexpr int months_in_year = 12;
/// Length of one tick [yr].
inline constexpr double month_in_years = 1.0 / 12.0;
/// Seconds of one tick: a twelfth of a Julian year of 365.25 days.
inline constexpr double month_in_seconds = 365.25 * 86400.0 / 12.0;

/// The nearest whole number of ticks to a time, halves upwards, and no less than `least`.
inline int whole_months(double months, int least = 0) {
  return std::max(least, static_cast<int>(std::floor(months + 0.5)));
}

/// A calendar month, counted from January of year 0; differences are in months.
struct Month {
  int index = 0;

  static constexpr Month of(int year, int month) { return Month{year * 12 + month - 1}; }
  constexpr int year() const { return index / 12; }
  constexpr int month() const { return index % 12 + 1; }

  constexpr auto operator<=>(const Month&) const = default;
  constexpr Month operator+(int months) const { return Month{index + months}; }
  constexpr Month operator-(int months) const { return Month{index - months}; }
  constexpr int operator-(Month other) const { return index - other.index; }
};

/// Reads `YYYY-MM`; nothing when the text is anything else.
std::optional<Month> parse_month(std::string_view text);
/// Writes `YYYY-MM`.
std::string to_string(Month month);
/// Days from 1970-01-01 to the first day of the month, proleptic Gregorian.
int days_since_epoch(Month month);

}  // namespace racesim

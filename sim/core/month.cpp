#include "racesim/core/month.hpp"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace racesim {

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  int year = 0;
  int month = 0;
  const auto digits = [](std::string_view part, int& value) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    return error == std::errc{} && end == part.data() + part.size() && part[0] != '-';
  };
  if (!digits(text.substr(0, 4), year) || !digits(text.substr(5), month)) return std::nullopt;
  if (month < 1 || month > 12) return std::nullopt;
  return Month::of(year, month);
}

std::string to_string(Month month) { return fmt::format("{:04d}-{:02d}", month.year(), month.month()); }

int days_since_epoch(Month month) {
  using namespace std::chrono;
  const auto first = year{month.year()} / static_cast<unsigned>(month.month()) / 1;
  return static_cast<int>(sys_days{first}.time_since_epoch().count());
}

}  // namespace racesim

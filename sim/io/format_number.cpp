#include "racesim/io/format_number.hpp"

#include <charconv>

namespace racesim {
namespace {

/// What stands behind the slash as a whole number from 1 on.
std::optional<int> number_of(std::string_view format, std::size_t slash) {
  int number = 0;
  const char* end = format.data() + format.size();
  const auto [last, error] = std::from_chars(format.data() + slash + 1, end, number);
  return error == std::errc{} && last == end && number > 0 ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<int> earlier_format(std::string_view given, std::string_view format) {
  const std::size_t slash = format.find('/');
  if (slash == std::string_view::npos || given.substr(0, slash + 1) != format.substr(0, slash + 1)) return std::nullopt;
  const auto number = number_of(given, slash);
  const auto now = number_of(format, slash);
  return number && now && *number < *now ? number : std::nullopt;
}

}  // namespace racesim

#include "racesim/io/file_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace racesim {
namespace {

[[noreturn]] void refuse(std::string_view path, std::string_view why) {
  throw std::invalid_argument(fmt::format("file schema: \"{}\" {}", path, why));
}

bool is_word(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto allowed = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), allowed);
}

bool is_path(std::string_view path) {
  const auto slash = path.find('/');
  return slash == path.npos ? is_word(path) : is_word(path.substr(0, slash)) && is_path(path.substr(slash + 1));
}

/// Words that xarray takes for durations and turns into nanoseconds.
bool becomes_duration(std::string_view unit) {
  constexpr std::array<std::string_view, 9> plurals{"days",         "hours",        "minutes", "seconds", "weeks",
                                                    "milliseconds", "microseconds", "months",  "years"};
  return std::find(plurals.begin(), plurals.end(), unit) != plurals.end();
}

void check(const FileSchema& schema, const Variable& variable) {
  for (const auto& name : variable.dimensions) {
    const auto* dimension = schema.dimension_of(variable, name);
    if (!dimension) refuse(variable.path, fmt::format("has the undeclared dimension \"{}\"", name));
    if (dimension->unlimited && &name != &variable.dimensions.front()) {
      refuse(variable.path, fmt::format("may grow along its first dimension only, not along \"{}\"", name));
    }
  }
  if (const auto* own = schema.find_dimension(variable.path)) {
    const bool coordinate =
        variable.dimensions.size() == 1 && schema.dimension_of(variable, variable.dimensions.front()) == own;
    if (!coordinate) refuse(variable.path, "has the name of a dimension but is not its coordinate");
  }
  if (!variable.flags.empty() && variable.type != ValueType::int8) refuse(variable.path, "has flags but is not int8");
  if (variable.flags.size() > 127) refuse(variable.path, "has more flags than int8 can tell apart");
  for (const auto& flag : variable.flags) {
    if (!is_word(flag)) refuse(variable.path, fmt::format("has the flag \"{}\", which is not one word", flag));
  }
  if (becomes_duration(variable.unit)) {
    refuse(variable.path, fmt::format("has the unit \"{}\" (write it in the singular)", variable.unit));
  }
}

}  // namespace

const Dimension* FileSchema::find_dimension(std::string_view path) const {
  const auto found = std::find_if(dimensions.begin(), dimensions.end(), [&](auto& d) { return d.path == path; });
  return found == dimensions.end() ? nullptr : &*found;
}

const Variable* FileSchema::find_variable(std::string_view path) const {
  const auto found = std::find_if(variables.begin(), variables.end(), [&](auto& v) { return v.path == path; });
  return found == variables.end() ? nullptr : &*found;
}

const Dimension* FileSchema::dimension_of(const Variable& variable, std::string_view name) const {
  std::string group = variable.path;
  while (!group.empty()) {
    const auto slash = group.rfind('/');
    group.resize(slash == group.npos ? 0 : slash);
    const auto path = group.empty() ? std::string(name) : fmt::format("{}/{}", group, name);
    if (const auto* dimension = find_dimension(path)) return dimension;
  }
  return nullptr;
}

Variable time_coordinate(std::string path) {
  std::string name = path.substr(path.rfind('/') + 1);
  return {.path = std::move(path),
          .type = ValueType::int32,
          .dimensions = {std::move(name)},
          .unit = "days since 1970-01-01",
          .long_name = "first day of the month",
          .attributes = {{"calendar", "proleptic_gregorian"}, {"standard_name", "time"}, {"axis", "T"}}};
}

std::vector<std::string> no_or_yes() { return {"no", "yes"}; }

void check(const FileSchema& schema) {
  std::set<std::string_view> seen;
  for (const auto& dimension : schema.dimensions) {
    if (!is_path(dimension.path)) refuse(dimension.path, "is not a path of letters, digits and _");
    if (!seen.insert(dimension.path).second) refuse(dimension.path, "is declared twice as a dimension");
    if (dimension.size == 0 && !dimension.unlimited) refuse(dimension.path, "has no length");
  }
  seen.clear();
  for (const auto& variable : schema.variables) {
    if (!is_path(variable.path)) refuse(variable.path, "is not a path of letters, digits and _");
    if (!seen.insert(variable.path).second) refuse(variable.path, "is declared twice as a variable");
    check(schema, variable);
  }
}

}  // namespace racesim

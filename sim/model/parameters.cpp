#include "racesim/model/parameters.hpp"

#include <algorithm>
#include <deque>

namespace racesim {

namespace {

struct PathTable {
  std::deque<std::string> paths;  // a deque, because the fields point to its texts
  std::vector<Field> fields;

  PathTable() {
    const Parameters defaults;
    Parameters::describe(defaults, [&](const auto& group, const Field& mechanism) {
      for (const auto& row : group.fields()) {
        Field& field = fields.emplace_back(row.field);
        field.name = paths.emplace_back(std::string(mechanism.name) + "." + std::string(row.field.name));
        field.id = first_name(field.name);
      }
    });
  }
};

}  // namespace

std::span<const Field> parameter_fields() {
  static const PathTable table;
  return table.fields;
}

const Field* find_parameter(std::string_view path) {
  const auto fields = parameter_fields();
  const auto found = std::ranges::find(fields, path, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

const Field* find_former_parameter(std::string_view name) {
  const auto fields = parameter_fields();
  const auto found = std::ranges::find(fields, name, &Field::id);
  return found == fields.end() || found->name == name ? nullptr : &*found;
}

std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (const Field& field : parameter_fields()) names.emplace_back(field.name);
  return names;
}

}  // namespace racesim

// The JSON Schema of scenarios, conditions on chips among them.
#include "racesim/io/scenario_io.hpp"
#include "racesim/io/schema_writer.hpp"

namespace racesim {

schema::Json YamlType<Condition>::admitted(const Field&, schema::Json& definitions) {
  using schema::Json;
  const Json reference = {{"$ref", "#/definitions/condition"}};
  if (definitions.contains("condition")) return reference;
  std::vector<Json> alternatives;
  for (const std::string_view property : enum_names(ChipProperty{})) {
    Json comparison = schema::of_type("string");
    comparison["pattern"] = "^(<|<=|>=|>) *[0-9]";
    alternatives.push_back(schema::one_key(property, std::move(comparison), "comparison of a property of the chip"));
  }
  for (const char* names : {"chip", "vendor"}) {
    const Json one = schema::of_type("string");
    alternatives.push_back(schema::one_key(names, schema::any_of({one, schema::array(one)}), "one of these"));
  }
  for (const char* several : {"all", "any"})
    alternatives.push_back(schema::one_key(several, schema::array(reference), "further conditions"));
  definitions["condition"] = schema::any_of(std::move(alternatives));
  return reference;
}

template std::string write_schema<Scenario>(const std::string& title, const std::string& format);

}  // namespace racesim

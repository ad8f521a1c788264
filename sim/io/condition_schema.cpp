// The JSON Schema of conditions on chips.
#include "racesim/io/schema.hpp"

#include "racesim/io/scenario_io.hpp"

namespace racesim {

namespace {

Node reference_to_condition() {
  Node node = Node::map();
  node.add({"$ref", {}}, write_text("#/definitions/condition"));
  return node;
}

}  // namespace

Node schema_custom(std::type_identity<Condition>, Node& definitions) {
  if (definitions.find("condition")) return reference_to_condition();
  std::vector<Node> alternatives;
  for (const std::string_view property : enum_names(ChipProperty{})) {
    Node comparison = schema::of_type("string");
    comparison.add({"pattern", {}}, write_text("^(<|<=|>=|>) *[0-9]"));
    alternatives.push_back(schema::one_key(property, std::move(comparison), "comparison of a property of the chip"));
  }
  for (const char* names : {"chip", "vendor"}) {
    Node one = schema::of_type("string");
    alternatives.push_back(schema::one_key(names, schema::any_of({one, schema::array(one)}), "one of these"));
  }
  for (const char* several : {"all", "any"}) {
    alternatives.push_back(schema::one_key(several, schema::array(reference_to_condition()), "further conditions"));
  }
  definitions.add({"condition", {}}, schema::any_of(std::move(alternatives)));
  return reference_to_condition();
}

}  // namespace racesim

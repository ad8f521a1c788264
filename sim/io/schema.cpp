#include <cstdint>

#include <fmt/format.h>

#include "racesim/core/units.hpp"
#include "racesim/io/schema_writer.hpp"

namespace racesim {
namespace schema {
namespace {

constexpr const char* quantity_pattern = "^[+-]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?( *[^0-9 ].*)?$";
constexpr const char* month_pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$";

/// A default as it is written in YAML. Scalars without quotes are numbers and truth values where they look like it.
Json to_json(const Node& node) {
  if (node.is_list()) {
    Json array = Json::array();
    for (const Node& item : node.items) array.push_back(to_json(item));
    return array;
  }
  if (node.quoted) return node.text;
  if (node.text == "true" || node.text == "false") return node.text == "true";
  const auto number = parse_number(node.text);
  if (!number) return node.text;
  const bool whole = node.text.find_first_of(".eE") == std::string::npos;
  return whole ? Json::parse(node.text) : Json(*number);
}

Json quantity(const char* type, const Field& field) {
  Json schema = {{"type", {type, "string"}}};
  if (field.lower > -infinity) schema["minimum"] = to_json(write_number(field.lower));
  if (field.upper < infinity) schema["maximum"] = to_json(write_number(field.upper));
  schema["pattern"] = quantity_pattern;
  return schema;
}

}  // namespace

Json object() { return {{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}}; }

Json of_type(std::string_view type) { return {{"type", type}}; }

Json number(const Field& field) { return quantity("number", field); }

Json integer(const Field& field) { return quantity("integer", field); }

Json word(std::span<const std::string_view> words) { return {{"enum", std::vector(words.begin(), words.end())}}; }

Json distribution(Json& definitions) {
  if (!definitions.contains("distribution")) {
    Json schema = object();
    Json& keys = schema["properties"];
    std::vector<std::string_view> kinds;
    for (int i = 0; i <= static_cast<int>(Distribution::Kind::empirical); ++i)
      kinds.push_back(name(static_cast<Distribution::Kind>(i)));
    keys["dist"] = word(kinds);
    for (const char* key :
         {"value", "mean", "sd", "median", "sigma", "p10", "p90", "low", "mode", "high", "alpha", "beta", "central"}) {
      keys[key] = number(Field{.name = key});
    }
    for (const char* key : {"values", "weights"}) keys[key] = array(number(Field{.name = key}));
    keys["source"] = of_type("string");
    schema["required"] = Json::array({"dist"});
    definitions["distribution"] = std::move(schema);
  }
  return {{"$ref", "#/definitions/distribution"}};
}

Json array(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json table_path() {
  return {
      {"type", "string"}, {"pattern", "\\.(csv|yaml|yml)$"}, {"description", "path of a table, relative to this file"}};
}

Json row_changes(Json row, Json pattern) {
  Json schema = object();
  schema["description"] = "changes the rows of the file that is extended";
  schema["properties"] = {{"remove", array(std::move(pattern))}, {"add", array(std::move(row))}};
  return schema;
}

Json any_of(std::vector<Json> alternatives) {
  if (alternatives.size() == 1) return std::move(alternatives[0]);
  return {{"anyOf", std::move(alternatives)}};
}

Json one_key(std::string_view key, Json value, std::string_view doc) {
  Json schema = object();
  schema["description"] = doc;
  schema["properties"][std::string(key)] = std::move(value);
  schema["required"] = Json::array({key});
  return schema;
}

void annotate(Json& schema, const Field& field, const Node& default_value) {
  std::string words(field.doc);
  if (field.unit != "1") words += fmt::format(" [{}]", field.unit);
  if (!field.source.empty()) words += fmt::format("; {}", field.source);
  if (!words.empty()) schema["description"] = words;
  const bool empty = default_value.is_null() || (default_value.is_scalar() && default_value.text.empty());
  const bool simple = default_value.is_scalar() || default_value.is_list();
  if (!field.required && simple && !empty) schema["default"] = to_json(default_value);
}

std::string document(Json root, Json definitions, const std::string& title, const std::string& format) {
  root["properties"]["format"] = {{"const", format}};
  Json& extends = root["properties"]["extends"] = any_of({of_type("string"), array(of_type("string"))});
  extends["description"] = "file or files that this one extends: maps merge, lists replace";
  Json all = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
  all.update(root);
  all["required"] = Json::array({"format"});
  all["definitions"] = std::move(definitions);
  return all.dump(2) + "\n";
}

}  // namespace schema

schema::Json YamlType<double>::admitted(const Field& field, schema::Json&) { return schema::number(field); }

schema::Json YamlType<bool>::admitted(const Field&, schema::Json&) { return schema::of_type("boolean"); }

schema::Json YamlType<std::string>::admitted(const Field&, schema::Json&) { return schema::of_type("string"); }

schema::Json YamlType<Month>::admitted(const Field&, schema::Json&) {
  return {{"type", "string"}, {"pattern", schema::month_pattern}};
}

schema::Json YamlType<Series>::admitted(const Field& field, schema::Json&) {
  schema::Json path = schema::object();
  path["patternProperties"][schema::month_pattern] = schema::number(field);
  return schema::any_of({schema::number(field), std::move(path)});
}

schema::Json YamlType<RankCorrelations>::admitted(const Field&, schema::Json&) {
  using namespace schema;
  const Field rank{.name = "rank", .lower = -1, .upper = 1};
  const Json names = array(of_type("string"));
  Json pair = object();
  pair["properties"] = {{"between", names}, {"rank", number(rank)}, {"source", of_type("string")}};
  Json matrix = object();
  matrix["properties"] = {{"names", names}, {"rank", array(array(number(rank)))}, {"source", of_type("string")}};
  return any_of({array(std::move(pair)), std::move(matrix)});
}

}  // namespace racesim

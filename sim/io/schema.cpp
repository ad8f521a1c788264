#include "racesim/io/schema.hpp"

#include <cstdint>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/core/units.hpp"

namespace racesim {
namespace {

using Json = nlohmann::ordered_json;

Node text(std::string_view words) {
  Node node = Node::scalar(std::string(words));
  node.quoted = true;
  return node;
}

/// Scalars without quotes are numbers and truth values where they look like it.
Json to_json(const Node& node) {
  if (node.is_null()) return nullptr;
  if (node.is_list()) {
    Json array = Json::array();
    for (const Node& item : node.items) array.push_back(to_json(item));
    return array;
  }
  if (node.is_map()) {
    Json object = Json::object();
    for (std::size_t i = 0; i < node.items.size(); ++i) object[node.keys[i].text] = to_json(node.items[i]);
    return object;
  }
  if (node.quoted) return node.text;
  if (node.text == "true" || node.text == "false") return node.text == "true";
  const auto number = parse_number(node.text);
  if (!number) return node.text;
  const bool whole = node.text.find_first_of(".eE") == std::string::npos;
  return whole ? Json::parse(node.text) : Json(*number);
}

void put(Node& map, std::string_view key, Node value) {
  if (Node* known = map.find(key)) {
    *known = std::move(value);
  } else {
    map.add({std::string(key), {}}, std::move(value));
  }
}

void put_range(Node& map, const Field& field) {
  if (field.lower > -infinity) put(map, "minimum", write_number(field.lower));
  if (field.upper < infinity) put(map, "maximum", write_number(field.upper));
}

Node types(std::initializer_list<std::string_view> names) {
  Node list = Node::list();
  for (const std::string_view name : names) list.add(text(name));
  Node node = Node::map();
  put(node, "type", std::move(list));
  return node;
}

constexpr std::string_view quantity_pattern = "^[+-]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?( *[^0-9 ].*)?$";

}  // namespace

namespace schema {

Node object() {
  Node node = of_type("object");
  put(node, "additionalProperties", Node::scalar("false"));
  put(node, "properties", Node::map());
  return node;
}

Node of_type(std::string_view type) {
  Node node = Node::map();
  put(node, "type", text(type));
  return node;
}

Node number(const Field& field) {
  Node node = types({"number", "string"});
  put_range(node, field);
  put(node, "pattern", text(quantity_pattern));
  return node;
}

Node integer(const Field& field) {
  Node node = types({"integer", "string"});
  put_range(node, field);
  put(node, "pattern", text(quantity_pattern));
  return node;
}

Node month() {
  Node node = of_type("string");
  put(node, "pattern", text("^[0-9]{4}-(0[1-9]|1[0-2])$"));
  return node;
}

Node word(std::span<const std::string_view> words) {
  Node list = Node::list();
  for (const std::string_view each : words) list.add(text(each));
  Node node = Node::map();
  put(node, "enum", std::move(list));
  return node;
}

Node series(const Field& field) {
  Node path = object();
  Node months = Node::map();
  put(months, "^[0-9]{4}-(0[1-9]|1[0-2])$", number(field));
  put(path, "patternProperties", std::move(months));
  return any_of({number(field), std::move(path)});
}

Node distribution(Node& definitions) {
  if (!definitions.find("distribution")) {
    Node node = object();
    Node& keys = *node.find("properties");
    std::vector<std::string_view> kinds;
    for (int i = 0; i <= static_cast<int>(Distribution::Kind::empirical); ++i) {
      kinds.push_back(name(static_cast<Distribution::Kind>(i)));
    }
    put(keys, "dist", word(kinds));
    for (const char* key :
         {"value", "mean", "sd", "median", "sigma", "p10", "p90", "low", "mode", "high", "alpha", "beta", "central"}) {
      put(keys, key, number(Field{.name = key}));
    }
    for (const char* key : {"values", "weights"}) put(keys, key, array(number(Field{.name = key})));
    put(keys, "source", of_type("string"));
    Node required = Node::list();
    required.add(text("dist"));
    put(node, "required", std::move(required));
    put(definitions, "distribution", std::move(node));
  }
  Node reference = Node::map();
  put(reference, "$ref", text("#/definitions/distribution"));
  return reference;
}

Node array(Node items) {
  Node node = of_type("array");
  put(node, "items", std::move(items));
  return node;
}

Node table_path() {
  Node node = of_type("string");
  put(node, "pattern", text("\\.(csv|yaml|yml)$"));
  put(node, "description", text("path of a table, relative to this file"));
  return node;
}

Node row_changes(Node row, Node pattern) {
  Node node = object();
  put(node, "description", text("changes the rows of the file that is extended"));
  put(*node.find("properties"), "remove", array(std::move(pattern)));
  put(*node.find("properties"), "add", array(std::move(row)));
  return node;
}

Node any_of(std::vector<Node> alternatives) {
  if (alternatives.size() == 1) return std::move(alternatives[0]);
  Node list = Node::list();
  for (Node& alternative : alternatives) list.add(std::move(alternative));
  Node node = Node::map();
  put(node, "anyOf", std::move(list));
  return node;
}

Node one_key(std::string_view key, Node value, std::string_view doc) {
  Node node = object();
  put(node, "description", text(doc));
  put(*node.find("properties"), key, std::move(value));
  Node required = Node::list();
  required.add(text(key));
  put(node, "required", std::move(required));
  return node;
}

void annotate(Node& node, const Field& field, const Node& default_value) {
  std::string words(field.doc);
  if (field.unit != "1") words += fmt::format(" [{}]", field.unit);
  if (!field.source.empty()) words += fmt::format("; {}", field.source);
  if (!words.empty()) put(node, "description", text(words));
  const bool empty = default_value.is_null() || (default_value.is_scalar() && default_value.text.empty());
  const bool simple = default_value.is_scalar() || default_value.is_list();
  if (!field.required && simple && !empty) put(node, "default", default_value);
}

std::string document(Node root, Node definitions, const std::string& title, const std::string& format) {
  Node& properties = *root.find("properties");
  Node version = Node::map();
  put(version, "const", text(format));
  put(properties, "format", std::move(version));
  Node extends = any_of({of_type("string"), array(of_type("string"))});
  put(extends, "description", text("file or files that this one extends: maps merge, lists replace"));
  put(properties, "extends", std::move(extends));
  Node all = Node::map();
  put(all, "$schema", text("http://json-schema.org/draft-07/schema#"));
  put(all, "title", text(title));
  for (std::size_t i = 0; i < root.keys.size(); ++i) put(all, root.keys[i].text, root.items[i]);
  Node required = Node::list();
  required.add(text("format"));
  put(all, "required", std::move(required));
  put(all, "definitions", std::move(definitions));
  return to_json(all).dump(2) + "\n";
}

}  // namespace schema

Node schema_custom(std::type_identity<RankCorrelations>, Node&) {
  const Field rank{.name = "rank", .lower = -1, .upper = 1};
  Node names = schema::array(schema::of_type("string"));
  Node pair = schema::object();
  put(*pair.find("properties"), "between", names);
  put(*pair.find("properties"), "rank", schema::number(rank));
  put(*pair.find("properties"), "source", schema::of_type("string"));
  Node matrix = schema::object();
  put(*matrix.find("properties"), "names", std::move(names));
  put(*matrix.find("properties"), "rank", schema::array(schema::array(schema::number(rank))));
  put(*matrix.find("properties"), "source", schema::of_type("string"));
  return schema::any_of({schema::array(std::move(pair)), std::move(matrix)});
}

}  // namespace racesim

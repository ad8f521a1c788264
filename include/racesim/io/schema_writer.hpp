#pragma once
// How schema.hpp makes a JSON Schema: included only where the schema of a struct is instantiated.
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>

#include "racesim/io/schema.hpp"
#include "racesim/io/writer.hpp"

namespace racesim {

namespace schema {

Json object();  ///< {type: object, additionalProperties: false, properties: {}}
Json of_type(std::string_view type);
Json number(const Field& field);  ///< in range, or a text with a unit
Json integer(const Field& field);
Json word(std::span<const std::string_view> words);
Json distribution(Json& definitions);
Json array(Json items);
Json table_path();
/// {add: [row, ...], remove: [pattern, ...]}
Json row_changes(Json row, Json pattern);
Json any_of(std::vector<Json> alternatives);
/// An object with exactly one key.
Json one_key(std::string_view key, Json value, std::string_view doc);
/// Adds doc, unit, source and default.
void annotate(Json& schema, const Field& field, const Node& default_value);
/// The document around the schema of the root.
std::string document(Json root, Json definitions, const std::string& title, const std::string& format);

}  // namespace schema

template <Integer T>
schema::Json YamlType<T>::admitted(const Field& field, schema::Json&) {
  return schema::integer(field);
}

template <NamedEnum T>
schema::Json YamlType<T>::admitted(const Field&, schema::Json&) {
  return schema::word(enum_names(T{}));
}

class SchemaWriter {
 public:
  using Json = schema::Json;

  Json take_definitions() { return std::move(definitions_); }

  /// Schema of a type. `whole`: all required keys must be here, because nothing is merged into this place.
  template <class T>
  Json of(const Field& field, bool whole) {
    if constexpr (YamlValue<T>) {
      return YamlType<T>::admitted(field, definitions_);
    } else if constexpr (Optional<T>) {
      return schema::any_of({of<typename T::value_type>(field, whole), schema::of_type("null")});
    } else if constexpr (List<T>) {
      return list<typename T::value_type>(field);
    } else if constexpr (Variant<T>) {
      return variant(std::type_identity<T>{}, whole);
    } else if constexpr (WithUncertainty<T>) {
      return described<decltype(T::values)>(whole, true);
    } else {
      static_assert(Described<T>, "this type has no schema: describe it or give it a YamlType");
      return described<T>(whole, false);
    }
  }

 private:
  /// `implied`: a key that the place gives already (the name of a row in a map).
  template <class T>
  Json described(bool whole, bool uncertain, std::string_view implied = "") {
    Json node = schema::object();
    Json required = Json::array();
    const T defaults{};
    visit_members(defaults, [&](const auto& member, const Field& field) {
      using Member = std::remove_cvref_t<decltype(member)>;
      Json inner = member_schema<Member>(field, whole, uncertain);
      schema::annotate(inner, field, TreeWriter().write(member, field));
      node["properties"][std::string(field.name)] = std::move(inner);
      if (field.required && field.name != implied) required.push_back(field.name);
    });
    if (whole && !required.empty()) node["required"] = std::move(required);
    return node;
  }

  template <class T>
  Json member_schema(const Field& field, bool whole, bool uncertain) {
    if constexpr (std::same_as<T, double>) {
      if (uncertain) return schema::any_of({schema::number(field), schema::distribution(definitions_)});
    } else if constexpr (Described<T>) {
      return described<T>(whole, uncertain);
    }
    return of<T>(field, whole);
  }

  template <class T>
  Json list(const Field& field) {
    std::vector<Json> alternatives = {schema::array(of<T>(field, true))};
    if constexpr (Named<T>) {
      alternatives.push_back(map_of(described<T>(false, false, "name")));
    }
    if constexpr (Variant<T> && HasName<T>) {  // from name to what an extended file's entry gets
      alternatives.push_back(map_of(variant(std::type_identity<T>{}, false)));
    }
    if constexpr (Described<T> && !Named<T>) {
      alternatives.push_back(schema::row_changes(of<T>(field, true), described<T>(false, false)));
    }
    if constexpr (Described<T>) alternatives.push_back(schema::table_path());
    return schema::any_of(std::move(alternatives));
  }

  /// A map from name to entry, or to nothing where `!delete` takes it away.
  static Json map_of(Json entry) {
    return {{"type", "object"}, {"additionalProperties", schema::any_of({std::move(entry), schema::of_type("null")})}};
  }

  template <class... Ts>
  Json variant(std::type_identity<std::variant<Ts...>>, bool whole) {
    return schema::any_of({schema::one_key(Ts::type_name, described<Ts>(whole, false), Ts::doc)...});
  }

  Json definitions_ = Json::object();
};

template <Described T>
std::string write_schema(const std::string& title, const std::string& format) {
  SchemaWriter writer;
  schema::Json root = writer.of<T>(Field{.name = ""}, false);
  return schema::document(std::move(root), writer.take_definitions(), title, format);
}

}  // namespace racesim

#pragma once
// JSON Schema (draft-07) of a described struct, for editors and other programs. It is a little wider than the reader:
// ranges of numbers with a unit, unique names and keys that an extended file may supply are the reader's to check.
#include <string>

#include "racesim/io/described.hpp"
#include "racesim/io/node.hpp"
#include "racesim/io/writer.hpp"

namespace racesim {

/// A custom type says what it admits by `Node schema_custom(std::type_identity<T>, Node& definitions)` in namespace
/// racesim: it returns a schema, which may refer to "#/definitions/x" after adding x to `definitions`.
template <class T>
concept CustomSchema = requires(std::type_identity<T> type, Node& definitions) {
  { schema_custom(type, definitions) } -> std::same_as<Node>;
};

Node schema_custom(std::type_identity<RankCorrelations>, Node& definitions);

namespace schema {
Node object();  ///< {type: object, additionalProperties: false, properties: {}}
Node of_type(std::string_view type);
Node number(const Field& field);  ///< in range, or a text with a unit
Node integer(const Field& field);
Node month();
Node word(std::span<const std::string_view> words);
Node series(const Field& field);
Node distribution(Node& definitions);
Node array(Node items);
Node table_path();
/// {add: [row, ...], remove: [pattern, ...]}
Node row_changes(Node row, Node pattern);
Node any_of(std::vector<Node> alternatives);
/// An object with exactly one key.
Node one_key(std::string_view key, Node value, std::string_view doc);
/// Adds doc, unit, source and default.
void annotate(Node& node, const Field& field, const Node& default_value);
/// The document around the schema of the root.
std::string document(Node root, Node definitions, const std::string& title, const std::string& format);
}  // namespace schema

class SchemaWriter {
 public:
  Node take_definitions() { return std::move(definitions_); }

  /// Schema of a type. `whole`: all required keys must be here, because nothing is merged into this place.
  template <class T>
  Node of(const Field& field, bool whole) {
    if constexpr (CustomSchema<T>) {
      return schema_custom(std::type_identity<T>{}, definitions_);
    } else if constexpr (Optional<T>) {
      return schema::any_of({of<typename T::value_type>(field, whole), schema::of_type("null")});
    } else if constexpr (List<T>) {
      return list<typename T::value_type>(field);
    } else if constexpr (Variant<T>) {
      return variant(std::type_identity<T>{}, whole);
    } else if constexpr (WithUncertainty<T>) {
      return described<decltype(T::values)>(whole, true);
    } else if constexpr (Described<T>) {
      return described<T>(whole, false);
    } else if constexpr (std::same_as<T, double>) {
      return schema::number(field);
    } else if constexpr (std::same_as<T, bool>) {
      return schema::of_type("boolean");
    } else if constexpr (Integer<T>) {
      return schema::integer(field);
    } else if constexpr (std::same_as<T, Month>) {
      return schema::month();
    } else if constexpr (std::same_as<T, Series>) {
      return schema::series(field);
    } else if constexpr (NamedEnum<T>) {
      return schema::word(enum_names(T{}));
    } else {
      static_assert(std::same_as<T, std::string>, "this type has no schema: describe it or give it a schema_custom");
      return schema::of_type("string");
    }
  }

 private:
  /// `implied`: a key that the place gives already (the name of a row in a map).
  template <class T>
  Node described(bool whole, bool uncertain, std::string_view implied = "") {
    Node node = schema::object();
    Node required = Node::list();
    const T defaults{};
    visit_members(defaults, [&](const auto& member, const Field& field) {
      using Member = std::remove_cvref_t<decltype(member)>;
      Node inner = member_schema<Member>(field, whole, uncertain);
      schema::annotate(inner, field, TreeWriter().write(member, field));
      node.find("properties")->add({std::string(field.name), {}}, std::move(inner));
      if (field.required && field.name != implied) required.add(Node::scalar(std::string(field.name)));
    });
    if (whole && !required.items.empty()) node.add({"required", {}}, std::move(required));
    return node;
  }

  template <class T>
  Node member_schema(const Field& field, bool whole, bool uncertain) {
    if constexpr (std::same_as<T, double>) {
      if (uncertain) return schema::any_of({schema::number(field), schema::distribution(definitions_)});
    } else if constexpr (Described<T> && !CustomSchema<T>) {
      return described<T>(whole, uncertain);
    }
    return of<T>(field, whole);
  }

  template <class T>
  Node list(const Field& field) {
    std::vector<Node> alternatives = {schema::array(of<T>(field, true))};
    if constexpr (Named<T>) {
      Node table = Node::map();
      table.add({"type", {}}, Node::scalar("object"));
      Node row = described<T>(false, false, "name");
      table.add({"additionalProperties", {}}, schema::any_of({std::move(row), schema::of_type("null")}));  // !delete
      alternatives.push_back(std::move(table));
    }
    if constexpr (Variant<T> && HasName<T>) {  // from name to what an extended file's entry gets
      Node table = Node::map();
      table.add({"type", {}}, Node::scalar("object"));
      table.add({"additionalProperties", {}},
                schema::any_of({variant(std::type_identity<T>{}, false), schema::of_type("null")}));  // !delete
      alternatives.push_back(std::move(table));
    }
    if constexpr (Described<T> && !Named<T>) {
      alternatives.push_back(schema::row_changes(of<T>(field, true), described<T>(false, false)));
    }
    if constexpr (Described<T>) alternatives.push_back(schema::table_path());
    return schema::any_of(std::move(alternatives));
  }

  template <class... Ts>
  Node variant(std::type_identity<std::variant<Ts...>>, bool whole) {
    return schema::any_of({schema::one_key(Ts::type_name, described<Ts>(whole, false), Ts::doc)...});
  }

  Node definitions_ = Node::map();
};

/// Text of the JSON Schema of the files whose `format` is as given and that bind to `T`.
template <Described T>
std::string write_schema(const std::string& title, const std::string& format) {
  SchemaWriter writer;
  Node root = writer.of<T>(Field{.name = ""}, false);
  return schema::document(std::move(root), writer.take_definitions(), title, format);
}

}  // namespace racesim

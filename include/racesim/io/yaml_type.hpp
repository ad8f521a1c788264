#pragma once
// How a value stands in a file: one trait for each type that is not a struct, a list or a choice of these. Reader,
// writer and schema ask it, so that a new kind of value is one specialisation.
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "racesim/core/month.hpp"
#include "racesim/core/series.hpp"
#include "racesim/io/described.hpp"
#include "racesim/io/scalars.hpp"

namespace racesim {

namespace schema {
using Json = nlohmann::ordered_json;
}

/// A number so that it reads back to the same bits.
Node write_number(double value);
/// A text, in quotes where another reader would take it for a number, a truth value or nothing.
Node write_text(std::string_view text);

/// `read` returns nothing after a diagnostic at the node; `write` gives what reads back to the same value; `admitted`
/// is the JSON Schema of what may be written, which may refer to "#/definitions/x" after adding x to `definitions`.
template <class T>
struct YamlType;

template <class T>
concept YamlValue = requires(const Node& node, const Field& field, Diagnostics& diagnostics, const T& value) {
  { YamlType<T>::read(node, field, diagnostics) } -> std::same_as<std::optional<T>>;
  { YamlType<T>::write(value) } -> std::same_as<Node>;
};

/// A decimal number, bare or with a unit of the field's dimension.
template <>
struct YamlType<double> {
  static std::optional<double> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(double value);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

template <>
struct YamlType<bool> {
  static std::optional<bool> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(bool value);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

template <>
struct YamlType<std::string> {
  static std::optional<std::string> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(const std::string& value);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

/// `YYYY-MM`.
template <>
struct YamlType<Month> {
  static std::optional<Month> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(Month value);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

/// One number, or a map from months to numbers.
template <>
struct YamlType<Series> {
  static std::optional<Series> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(const Series& value);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

/// A list of {between: [a, b], rank: r}, or {names: [...], rank: [[...]]}.
template <>
struct YamlType<RankCorrelations> {
  static std::optional<RankCorrelations> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(const RankCorrelations& value);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

template <Integer T>
struct YamlType<T> {
  static std::optional<T> read(const Node& node, const Field& field, Diagnostics& diagnostics) {
    using Limits = std::numeric_limits<T>;
    if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
      return read_unsigned(node, field, diagnostics);
    } else {
      const auto value = read_integer(node, field, Limits::min(), Limits::max(), diagnostics);
      return value ? std::optional(static_cast<T>(*value)) : std::nullopt;
    }
  }
  static Node write(T value) { return Node::scalar(std::to_string(value)); }
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

/// A word of the enumeration.
template <NamedEnum T>
struct YamlType<T> {
  static std::optional<T> read(const Node& node, const Field& field, Diagnostics& diagnostics) {
    const auto place = read_choice(node, field, enum_names(T{}), diagnostics);
    return place ? std::optional(static_cast<T>(*place)) : std::nullopt;
  }
  static Node write(T value) { return write_text(enum_names(value)[static_cast<std::size_t>(value)]); }
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

}  // namespace racesim

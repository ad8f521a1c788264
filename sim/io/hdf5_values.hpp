#pragma once
// Types and attributes between C++ and HDF5.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "hdf5_handle.hpp"
#include "racesim/io/file_schema.hpp"

namespace racesim::hdf5 {

/// Begins the NAME of a scale that stands for a dimension without coordinate, in NetCDF's own words.
inline constexpr std::string_view bare_dimension = "This is a netCDF dimension but not a netCDF variable.";

/// Variable-length UTF-8, the only kind of text that every reader understands.
Handle text_type();
/// As stored, little-endian.
Handle file_type(ValueType type);
/// As in memory on this machine; text is `char*`.
Handle memory_type(ValueType type);
/// Of a stored type; nothing when it is none of ours.
std::optional<ValueType> value_type(hid_t stored);

/// Of a C++ type.
template <class T>
constexpr ValueType value_type_of() {
  if constexpr (std::is_same_v<T, float>) return ValueType::float32;
  if constexpr (std::is_same_v<T, double>) return ValueType::float64;
  if constexpr (std::is_same_v<T, std::int8_t>) return ValueType::int8;
  if constexpr (std::is_same_v<T, std::int32_t>) return ValueType::int32;
  if constexpr (std::is_same_v<T, std::int64_t>) return ValueType::int64;
  if constexpr (std::is_same_v<T, std::string>) return ValueType::text;
}

constexpr bool is_floating(ValueType type) { return type == ValueType::float32 || type == ValueType::float64; }

/// True when values of `from` become `to` without loss of meaning, whatever they are: the same type, or a number as a
/// floating one.
constexpr bool converts(ValueType from, ValueType to) {
  return from == to || (from != ValueType::text && is_floating(to));
}

/// Sets or replaces an attribute of an object. Throws RunError "`doing`: cause".
void write_attribute(hid_t object, const Attribute& attribute, const std::string& doing);
/// One number in exactly this type, as `_FillValue` and `flag_values` must have the variable's; `values` in memory
/// type.
void write_typed_attribute(hid_t object, const char* name, ValueType type, const void* values, std::size_t count,
                           const std::string& doing);
/// All attributes in the order they were made, but for those that only serve HDF5 and NetCDF themselves.
std::vector<Attribute> read_attributes(hid_t object, const std::string& doing);

}  // namespace racesim::hdf5

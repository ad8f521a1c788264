#include "hdf5_values.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace racesim::hdf5 {
namespace {

constexpr std::size_t longest_fixed_text =
    60000;  ///< an attribute's value is at most 64 kB; longer texts are referred to

Handle shape_of(std::size_t count, bool is_list, const std::string& doing) {
  const hsize_t length = count;
  return require_handle(is_list ? H5Screate_simple(1, &length, nullptr) : H5Screate(H5S_SCALAR), doing);
}

void replace_attribute(hid_t object, const std::string& name, hid_t stored, hid_t memory, hid_t space,
                       const void* values, const std::string& doing) {
  if (require(H5Aexists(object, name.c_str()), doing) > 0) require(H5Adelete(object, name.c_str()), doing);
  const auto made = require_handle(H5Acreate2(object, name.c_str(), stored, space, H5P_DEFAULT, H5P_DEFAULT), doing);
  require(H5Awrite(made.get(), memory, values), doing);
}

/// CLASS, NAME and lists of references make dimension scales; names that begin with _ belong to NetCDF.
bool is_internal(std::string_view name) {
  constexpr std::array<std::string_view, 4> scales{"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"};
  return name.starts_with('_') || std::find(scales.begin(), scales.end(), name) != scales.end();
}

/// Texts of a fixed length, which end at their first zero or are padded.
std::vector<std::string> read_fixed_texts(hid_t attribute, hid_t stored, std::size_t count, const std::string& doing) {
  const std::size_t length = H5Tget_size(stored);
  std::string all(count * length, '\0');
  require(H5Aread(attribute, stored, all.data()), doing);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = all.substr(i * length, length);
    text.resize(std::min(text.find('\0'), text.size()));
    if (H5Tget_strpad(stored) == H5T_STR_SPACEPAD) text.resize(text.find_last_not_of(' ') + 1);
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<std::string> read_texts(hid_t attribute, hid_t stored, hid_t space, std::size_t count,
                                    const std::string& doing) {
  if (H5Tis_variable_str(stored) <= 0) return read_fixed_texts(attribute, stored, count, doing);
  std::vector<char*> pointers(count, nullptr);
  const auto type = text_type();
  require(H5Aread(attribute, type.get(), pointers.data()), doing);
  std::vector<std::string> texts;
  for (const char* pointer : pointers) texts.emplace_back(pointer ? pointer : "");
  require(H5Dvlen_reclaim(type.get(), space, H5P_DEFAULT, pointers.data()), doing);
  return texts;
}

template <class T>
std::vector<T> read_numbers(hid_t attribute, hid_t memory, std::size_t count, const std::string& doing) {
  std::vector<T> numbers(count);
  require(H5Aread(attribute, memory, numbers.data()), doing);
  return numbers;
}

template <class T>
AttributeValue one_or_list(std::vector<T> values, bool is_list) {
  if (is_list) return values;
  return std::move(values.front());
}

std::optional<AttributeValue> read_value(hid_t attribute, const std::string& doing) {
  const auto stored = require_handle(H5Aget_type(attribute), doing);
  const bool text = H5Tget_class(stored.get()) == H5T_STRING;
  const auto type = text ? ValueType::text : value_type(stored.get());
  if (!type) return {};
  const auto space = require_handle(H5Aget_space(attribute), doing);
  const auto count = static_cast<std::size_t>(require(H5Sget_simple_extent_npoints(space.get()), doing));
  const bool is_list = count == 0 || require(H5Sget_simple_extent_ndims(space.get()), doing) > 0;
  if (*type == ValueType::text) {
    return one_or_list(read_texts(attribute, stored.get(), space.get(), count, doing), is_list);
  }
  if (is_floating(*type)) {
    return one_or_list(read_numbers<double>(attribute, H5T_NATIVE_DOUBLE, count, doing), is_list);
  }
  return one_or_list(read_numbers<std::int64_t>(attribute, H5T_NATIVE_INT64, count, doing), is_list);
}

}  // namespace

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1));
  H5Tset_size(type.get(), H5T_VARIABLE);
  H5Tset_cset(type.get(), H5T_CSET_UTF8);
  return type;
}

Handle file_type(ValueType type) {
  switch (type) {
    case ValueType::float32: return Handle(H5Tcopy(H5T_IEEE_F32LE));
    case ValueType::float64: return Handle(H5Tcopy(H5T_IEEE_F64LE));
    case ValueType::int8: return Handle(H5Tcopy(H5T_STD_I8LE));
    case ValueType::int32: return Handle(H5Tcopy(H5T_STD_I32LE));
    case ValueType::int64: return Handle(H5Tcopy(H5T_STD_I64LE));
    case ValueType::text: break;
  }
  return text_type();
}

Handle memory_type(ValueType type) {
  switch (type) {
    case ValueType::float32: return Handle(H5Tcopy(H5T_NATIVE_FLOAT));
    case ValueType::float64: return Handle(H5Tcopy(H5T_NATIVE_DOUBLE));
    case ValueType::int8: return Handle(H5Tcopy(H5T_NATIVE_INT8));
    case ValueType::int32: return Handle(H5Tcopy(H5T_NATIVE_INT32));
    case ValueType::int64: return Handle(H5Tcopy(H5T_NATIVE_INT64));
    case ValueType::text: break;
  }
  return text_type();
}

std::optional<ValueType> value_type(hid_t stored) {
  const auto size = H5Tget_size(stored);
  switch (H5Tget_class(stored)) {
    case H5T_FLOAT: return size == 4 ? ValueType::float32 : ValueType::float64;
    case H5T_INTEGER: return size == 1 ? ValueType::int8 : size <= 4 ? ValueType::int32 : ValueType::int64;
    case H5T_STRING: return H5Tis_variable_str(stored) > 0 ? std::optional(ValueType::text) : std::nullopt;
    default: return {};
  }
}

void write_attribute(hid_t object, const Attribute& attribute, const std::string& doing) {
  const auto write = [&]<class T>(const T* values, std::size_t count, bool is_list) {
    const auto space = shape_of(count, is_list, doing);
    if constexpr (std::is_same_v<T, std::string>) {
      if (!is_list && values->size() <= longest_fixed_text) {  // as NetCDF keeps a text: programs that know no others
                                                               // print numbers for dates, or fail
        Handle type(H5Tcopy(H5T_C_S1));
        require(H5Tset_size(type.get(), std::max<std::size_t>(1, values->size())), doing);
        require(H5Tset_cset(type.get(), H5T_CSET_UTF8), doing);
        return replace_attribute(object, attribute.name, type.get(), type.get(), space.get(), values->c_str(), doing);
      }
      std::vector<const char*> pointers;
      for (std::size_t i = 0; i < count; ++i) pointers.push_back(values[i].c_str());
      const auto type = text_type();
      replace_attribute(object, attribute.name, type.get(), type.get(), space.get(), pointers.data(), doing);
    } else {
      const auto type = std::is_same_v<T, double> ? ValueType::float64 : ValueType::int64;
      replace_attribute(object, attribute.name, file_type(type).get(), memory_type(type).get(), space.get(), values,
                        doing);
    }
  };
  std::visit(
      [&]<class T>(const T& value) {
        if constexpr (std::is_same_v<T, std::string> || std::is_arithmetic_v<T>) {
          write(&value, 1, false);
        } else {
          write(value.data(), value.size(), true);
        }
      },
      attribute.value);
}

void write_typed_attribute(hid_t object, const char* name, ValueType type, const void* values, std::size_t count,
                           const std::string& doing) {
  const auto space = shape_of(count, true, doing);
  replace_attribute(object, name, file_type(type).get(), memory_type(type).get(), space.get(), values, doing);
}

std::vector<Attribute> read_attributes(hid_t object, const std::string& doing) {
  std::vector<Attribute> attributes;
  const auto count = static_cast<hsize_t>(require(H5Aget_num_attrs(object), doing));
  for (hsize_t i = 0; i < count; ++i) {
    const auto open = [&](H5_index_t by) {
      return H5Aopen_by_idx(object, ".", by, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT);
    };
    const hid_t in_order = open(H5_INDEX_CRT_ORDER);  // which not every tool keeps
    const auto opened = require_handle(in_order >= 0 ? in_order : open(H5_INDEX_NAME), doing);
    std::string name(static_cast<std::size_t>(require(H5Aget_name(opened.get(), 0, nullptr), doing)), '\0');
    require(H5Aget_name(opened.get(), name.size() + 1, name.data()), doing);
    if (is_internal(name)) continue;
    if (auto value = read_value(opened.get(), doing)) attributes.push_back({std::move(name), std::move(*value)});
  }
  return attributes;
}

}  // namespace racesim::hdf5

#pragma once
// The values of a result file, for comparing files whose attributes (time, command line) differ.
#include <cstring>
#include <map>

#include "racesim/io/dataset_reader.hpp"

namespace racesim {

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

inline std::string bytes_of(const DatasetReader& file, const Variable& variable) {
  switch (variable.type) {
    case ValueType::float32: return bytes_of(file.read<float>(variable.path));
    case ValueType::float64: return bytes_of(file.read<double>(variable.path));
    case ValueType::int8: return bytes_of(file.read<std::int8_t>(variable.path));
    case ValueType::int32: return bytes_of(file.read<std::int32_t>(variable.path));
    case ValueType::int64: return bytes_of(file.read<std::int64_t>(variable.path));
    case ValueType::text: break;
  }
  std::string all;
  for (const std::string& text : file.read<std::string>(variable.path)) all += text + '\0';
  return all;
}

/// Every variable of a file, bit by bit.
inline std::map<std::string, std::string> datasets(const std::filesystem::path& path) {
  const DatasetReader file(path);
  std::map<std::string, std::string> all;
  for (const Variable& variable : file.schema().variables) all[variable.path] = bytes_of(file, variable);
  return all;
}

}  // namespace racesim

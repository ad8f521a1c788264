#pragma once
// What a result file holds, as plain data: dimensions, variables and attributes in groups, in the terms of NetCDF-4.
// A path runs from the root without a leading slash: `eci_frontier`, `events/lab`; "" is the root itself.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace racesim {

enum class ValueType { float32, float64, int8, int32, int64, text };

/// A named length shared by variables; those of its group and of the groups inside it may use it.
struct Dimension {
  std::string path;
  std::size_t size = 0;    ///< of an unlimited dimension: the length to expect (0: unknown), which only shapes chunks
  bool unlimited = false;  ///< grows as rows are written
  std::size_t chunk = 0;   ///< rows of a chunk of the variables whose first dimension it is; 0: by size in bytes
  bool operator==(const Dimension&) const = default;
};

using AttributeValue = std::variant<std::string, std::int64_t, double, std::vector<std::string>,
                                    std::vector<std::int64_t>, std::vector<double>>;

struct Attribute {
  std::string name;
  AttributeValue value;
  bool operator==(const Attribute&) const = default;
};

/// Rows that a variable takes from the variable of the same path in another file, when they are read.
struct VirtualRows {
  std::string file;           ///< absolute, or relative to the directory of the file that refers to it
  std::size_t first_row = 0;  ///< of the variable
  std::size_t rows = 0;       ///< the first ones of the other file's
  bool operator==(const VirtualRows&) const = default;
};

/// An array over dimensions, or a scalar without any. A variable with the path of a dimension is its coordinate.
struct Variable {
  std::string path;
  ValueType type = ValueType::float64;
  std::vector<std::string> dimensions = {};  ///< names, looked up from its group outwards; only the first may grow
  std::string unit = {};                     ///< `units`, in the singular: xarray reads "days" as a duration
  std::string long_name = {};
  std::string doc = {};                 ///< `comment`
  std::vector<std::string> flags = {};  ///< int8 only: words for 0, 1, ... (`flag_values`, `flag_meanings`)
  std::vector<Attribute> attributes = {};
  std::vector<VirtualRows> parts = {};  ///< numbers only: where its values lie; none: in this file
  bool operator==(const Variable&) const = default;
};

struct FileSchema {
  std::vector<Dimension> dimensions;
  std::vector<Variable> variables;
  std::vector<Attribute> attributes;  ///< of the file
  bool operator==(const FileSchema&) const = default;

  const Dimension* find_dimension(std::string_view path) const;
  const Variable* find_variable(std::string_view path) const;
  /// The dimension that `name` means to a variable: in its own group, else in the next one outwards; or null.
  const Dimension* dimension_of(const Variable& variable, std::string_view name) const;
};

/// A coordinate of dates as every reader decodes them: int32 days since 1970-01-01, see days_since_epoch(Month).
Variable time_coordinate(std::string path = "time");

/// Meanings of a boolean stored as int8.
std::vector<std::string> no_or_yes();

/// Throws std::invalid_argument with the first contradiction: a doubled or malformed name, a dimension that no one
/// declared, one that grows but is not the first, flags of anything but int8, a unit that would become a duration.
void check(const FileSchema& schema);

}  // namespace racesim

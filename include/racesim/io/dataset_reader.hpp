#pragma once
// Reads the files that DatasetWriter writes.
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/io/dataset_writer.hpp"
#include "racesim/io/file_schema.hpp"

namespace racesim {

template <class T>
concept DatasetValue = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::int8_t> ||
    std::same_as<T, std::int32_t> || std::same_as<T, std::int64_t> || std::same_as<T, std::string>;

/// An open file. Everything that can go wrong (no such file, not HDF5, damaged, no such variable) is RunError with path
/// and cause.
class DatasetReader {
 public:
  explicit DatasetReader(const std::filesystem::path& path);
  ~DatasetReader();
  DatasetReader(DatasetReader&&) noexcept;

  /// What the file declares; of an unlimited dimension `size` is its present length.
  const FileSchema& schema() const;
  /// True when its writer finished it.
  bool complete() const;
  /// Lengths of the variable's dimensions.
  std::vector<std::size_t> shape(std::string_view variable) const;
  /// An attribute of the file (path "") or a variable, beyond those that Variable has members for, as it is stored.
  std::optional<AttributeValue> attribute(std::string_view path, std::string_view name) const;

  /// An attribute of the file as one number or text, or all its texts. Tools built on netCDF-C store a single value as
  /// a list of one, or a list of one as a single value. None, or no texts, when there is no such attribute.
  std::optional<std::int64_t> number(std::string_view name) const;
  std::optional<std::string> text(std::string_view name) const;
  std::vector<std::string> texts(std::string_view name) const;

  /// What a floating variable holds where there is no number, if its file says so by `_FillValue` or `missing_value`
  /// and it is not NaN.
  std::optional<double> fill_value(std::string_view variable) const;

  /// All values, the last dimension running fastest. Numbers convert to floating types, and to other
  /// types of whole numbers when all of them are such and fit; otherwise T is the stored type.
  template <DatasetValue T>
  std::vector<T> read(std::string_view variable) const;
  /// `count` rows along the first dimension.
  template <DatasetValue T>
  std::vector<T> read_rows(std::string_view variable, std::size_t first_row, std::size_t count) const;

  /// Checks the checksums of a variable's chunks, without decompressing them. Throws RunError when one is damaged.
  void verify(std::string_view variable) const;

  /// Copies the chunk that begins at `row` of a variable to `to_row` of the same variable of `to`, as it is stored,
  /// neither decompressed nor converted. Both rows must be where a chunk begins, and chunks of one shape;
  /// std::invalid_argument otherwise. Rows of the chunk beyond the end of `to` are lost.
  void copy_chunk(std::string_view variable, std::size_t row, DatasetWriter& to, std::size_t to_row) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace racesim

#pragma once
// Writes HDF5 files that are valid NetCDF-4, so that h5py, xarray, netCDF4, ncdump, R and Octave open them as they are.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "racesim/io/file_schema.hpp"
#include "racesim/io/pending_file.hpp"

namespace racesim {

/// Values to write, row by row (the last dimension runs fastest). Numbers may be written to floating variables of any
/// kind; otherwise the type is the variable's.
using Values = std::variant<std::span<const float>, std::span<const double>, std::span<const std::int8_t>,
                            std::span<const std::int32_t>, std::span<const std::int64_t>, std::span<const std::string>>;

struct WriterOptions {
  Existing existing = Existing::keep;
  int deflate = 1;                    ///< 0 (none) to 9; 4 takes half as long again and saves 3 %
  std::size_t chunk_bytes = 1 << 20;  ///< size of a chunk before compression
};

/// One file being written by one thread at a time. It carries `complete` = 0 and a temporary name until finish().
/// Failures of the surroundings are RunError with path and cause; a variable or shape that is not in the schema is
/// std::invalid_argument. After a RunError the file is lost: nothing but destruction makes sense.
class DatasetWriter {
 public:
  DatasetWriter(const std::filesystem::path& path, FileSchema schema, WriterOptions options = {});
  /// Without finish(): removes what was written.
  ~DatasetWriter();
  DatasetWriter(DatasetWriter&&) noexcept;

  /// The whole variable; along an unlimited dimension, its first rows.
  void write(std::string_view variable, Values values);
  /// As many rows along the first dimension as `values` holds, from `first_row` on. Rows never written hold NaN, 0 or
  /// "".
  void write_rows(std::string_view variable, std::size_t first_row, Values values);
  /// Rows after the last one written so far, along an unlimited dimension.
  void append_rows(std::string_view variable, Values values);
  /// Sets or replaces an attribute of the file (path ""), of a group or of a variable.
  void set_attribute(std::string_view path, const Attribute& attribute);

  /// HDF5's own number of the variable's dataset, open until finish().
  std::int64_t native(std::string_view variable) const;

  /// Where the file is until finish().
  const std::filesystem::path& temporary() const;
  /// Marks the file complete, brings it to disk and gives it its name. Gives the name under which an earlier file was
  /// kept, or "".
  std::filesystem::path finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace racesim

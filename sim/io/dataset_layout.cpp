#include "dataset_layout.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

#include "hdf5_values.hpp"
#include "racesim/io/result_layout.hpp"

namespace racesim::hdf5 {
namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

/// Builds one file; what is created first is listed first by every reader.
class Layout {
 public:
  Layout(hid_t file, const FileSchema& schema, const WriterOptions& options, const std::string& doing)
      : file_(file), schema_(schema), options_(options), doing_(doing) {
    constexpr std::size_t most_places = 16;
    const Dimension *runs = schema.find_dimension("run"), *scenarios = schema.find_dimension("scenario_name");
    if (runs && scenarios && !runs->unlimited) places_ = std::clamp<std::size_t>(scenarios->size, 1, most_places);
  }

  std::vector<StoredVariable> create() {
    for (const auto& dimension : schema_.dimensions) create_scale(dimension);
    for (const auto& variable : schema_.variables) {
      if (!schema_.find_dimension(variable.path)) create_variable(variable);
    }
    for (const auto& variable : schema_.variables) attach_scales(variable);
    return std::move(stored_);
  }

 private:
  void create_scale(const Dimension& dimension) {
    std::string name = dimension.path.substr(dimension.path.rfind('/') + 1);
    if (const auto* coordinate = schema_.find_variable(dimension.path)) {
      create_variable(*coordinate);
    } else {
      // As libnetcdf makes them: ten places for the length, and never written to.
      create_dataset({.path = dimension.path, .type = ValueType::float32, .dimensions = {name}});
      std::string length = dimension.unlimited ? "0" : std::to_string(dimension.size);
      length.insert(0, length.size() < 10 ? 10 - length.size() : 0, ' ');
      name = std::string(bare_dimension) + length;
    }
    require(H5DSset_scale(stored_.back().dataset.get(), name.c_str()), doing_);
  }

  void create_variable(const Variable& variable) {
    create_dataset(variable);
    const auto dataset = stored_.back().dataset.get();
    const auto write_text = [&](const char* name, const std::string& text) {
      if (!text.empty()) write_attribute(dataset, {name, text}, doing_);
    };
    write_text("long_name", variable.long_name);
    write_text("units", variable.unit);
    write_text("comment", variable.doc);
    if (!variable.flags.empty()) write_flags(dataset, variable.flags);
    for (const auto& attribute : variable.attributes) write_attribute(dataset, attribute, doing_);
    // A coordinate has no missing values by convention.
    if (is_floating(variable.type) && !schema_.find_dimension(variable.path)) {
      const void* nan = variable.type == ValueType::float32 ? static_cast<const void*>(&nan32) : &nan64;
      write_typed_attribute(dataset, "_FillValue", variable.type, nan, 1, doing_);
    }
  }

  void write_flags(hid_t dataset, const std::vector<std::string>& flags) {
    std::vector<std::int8_t> values(flags.size());
    std::iota(values.begin(), values.end(), std::int8_t{0});
    std::string meanings;
    for (const auto& flag : flags) meanings += (meanings.empty() ? "" : " ") + flag;
    write_typed_attribute(dataset, "flag_values", ValueType::int8, values.data(), values.size(), doing_);
    write_attribute(dataset, {"flag_meanings", meanings}, doing_);
  }

  void create_dataset(const Variable& variable) {
    create_groups(variable.path);
    StoredVariable stored{.path = variable.path, .type = variable.type, .shape = {}, .grows = {}, .dataset = {}};
    std::vector<hsize_t> expected, limit;
    std::size_t rows = 0;
    for (const auto& name : variable.dimensions) {
      const auto* dimension = schema_.dimension_of(variable, name);
      if (dimension->unlimited) stored.grows = dimension->path;
      stored.shape.push_back(dimension->unlimited ? 0 : dimension->size);
      limit.push_back(dimension->unlimited ? H5S_UNLIMITED : dimension->size);
      expected.push_back(dimension->size);
      if (expected.size() == 1) rows = dimension->chunk;
    }
    const auto rank = static_cast<int>(limit.size());
    const auto space = require_handle(
        rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(rank, stored.shape.data(), limit.data()), doing_);
    const auto chunk = expected.empty() ? expected : chunk_of(variable.type, expected, rows);
    const auto creation = variable.parts.empty() ? creation_properties(variable, chunk)
                                                 : virtual_properties(variable, stored.shape, space.get());
    const Handle access(H5Pcreate(H5P_DATASET_ACCESS));
    // Of each place at which rows are being written a chunk stays in memory, and one more: batches that end inside a
    // chunk do not compress it twice.
    const auto chunk_bytes =
        std::accumulate(chunk.begin(), chunk.end(), H5Tget_size(file_type(variable.type).get()), std::multiplies<>());
    require(H5Pset_chunk_cache(access.get(), 101, (places_ + 1) * std::max(options_.chunk_bytes, chunk_bytes), 1.0),
            doing_);
    stored.dataset = require_handle(H5Dcreate2(file_, variable.path.c_str(), file_type(variable.type).get(),
                                               space.get(), H5P_DEFAULT, creation.get(), access.get()),
                                    doing_);
    stored_.push_back(std::move(stored));
  }

  /// Shape of a chunk: `rows` whole rows, or what fits.
  std::vector<hsize_t> chunk_of(ValueType type, const std::vector<hsize_t>& lengths, std::size_t rows) const {
    if (rows == 0) return chunk_shape(lengths, H5Tget_size(file_type(type).get()), options_.chunk_bytes);
    std::vector<hsize_t> chunk = lengths;
    chunk[0] = rows;
    return chunk;
  }

  Handle creation_properties(const Variable& variable, const std::vector<hsize_t>& chunk) const {
    const ValueType type = variable.type;
    Handle properties(H5Pcreate(H5P_DATASET_CREATE));
    const auto id = properties.get();
    require(H5Pset_attr_creation_order(id, creation_order), doing_);
    require(H5Pset_obj_track_times(id, false), doing_);  // the same data gives the same bytes
    // Texts have no fill value: HDF5's own copiers (h5repack and h5copy of 1.10.8, h5py's copy) turn one of variable
    // length into a file that nothing opens.
    if (is_floating(type)) require(H5Pset_fill_value(id, H5T_NATIVE_DOUBLE, &nan64), doing_);
    const auto unwritten = std::ranges::find(variable.attributes, unwritten_attribute, &Attribute::name);
    if (unwritten != variable.attributes.end())
      require(H5Pset_fill_value(id, H5T_NATIVE_INT64, &std::get<std::int64_t>(unwritten->value)), doing_);
    if (chunk.empty()) return properties;
    require(H5Pset_chunk(id, static_cast<int>(chunk.size()), chunk.data()), doing_);
    if (type == ValueType::text) return properties;  // only references would be compressed, and NetCDF refuses that
    if (options_.deflate > 0) {
      require(H5Pset_shuffle(id), doing_);
      require(H5Pset_deflate(id, static_cast<unsigned>(options_.deflate)), doing_);
    }
    require(H5Pset_fletcher32(id), doing_);
    return properties;
  }

  /// A dataset whose values lie in other files; rows of files that are not there read as the fill value.
  Handle virtual_properties(const Variable& variable, const std::vector<hsize_t>& lengths, hid_t space) const {
    Handle properties = creation_properties(variable, {});
    std::vector<hsize_t> start(lengths.size(), 0), count = lengths;
    for (const VirtualRows& part : variable.parts) {
      start[0] = part.first_row;
      count[0] = part.rows;
      const auto source =
          require_handle(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), doing_);
      require(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), doing_);
      require(H5Pset_virtual(properties.get(), space, part.file.c_str(), ("/" + variable.path).c_str(), source.get()),
              doing_);
    }
    require(H5Sselect_all(space), doing_);
    return properties;
  }

  void create_groups(const std::string& path) {
    for (auto slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
      const auto group = path.substr(0, slash);
      if (require(H5Lexists(file_, group.c_str(), H5P_DEFAULT), doing_) > 0) continue;
      const Handle properties(H5Pcreate(H5P_GROUP_CREATE));
      require(H5Pset_link_creation_order(properties.get(), creation_order), doing_);
      require(H5Pset_attr_creation_order(properties.get(), creation_order), doing_);
      require(H5Pset_obj_track_times(properties.get(), false), doing_);
      require_handle(H5Gcreate2(file_, group.c_str(), H5P_DEFAULT, properties.get(), H5P_DEFAULT), doing_);
    }
  }

  void attach_scales(const Variable& variable) {
    if (schema_.find_dimension(variable.path)) return;  // a scale itself
    unsigned axis = 0;
    for (const auto& name : variable.dimensions) {
      const auto scale = dataset(schema_.dimension_of(variable, name)->path);
      require(H5DSattach_scale(dataset(variable.path), scale, axis++), doing_);
    }
  }

  hid_t dataset(const std::string& path) const {
    return std::find_if(stored_.begin(), stored_.end(), [&](auto& v) { return v.path == path; })->dataset.get();
  }

  static constexpr float nan32 = std::numeric_limits<float>::quiet_NaN();
  static constexpr double nan64 = std::numeric_limits<double>::quiet_NaN();

  hid_t file_;
  const FileSchema& schema_;
  const WriterOptions& options_;
  const std::string& doing_;
  std::size_t places_ = 1;  ///< at which rows are written in turns: scenarios of a result
  std::vector<StoredVariable> stored_;
};

}  // namespace

std::vector<StoredVariable> create_layout(hid_t file, const FileSchema& schema, const WriterOptions& options,
                                          const std::string& doing) {
  return Layout(file, schema, options, doing).create();
}

std::vector<hsize_t> chunk_shape(const std::vector<hsize_t>& lengths, std::size_t value_bytes, std::size_t bytes) {
  std::vector<hsize_t> chunk(lengths.size());
  hsize_t fits = std::max<hsize_t>(1, bytes / value_bytes);
  for (std::size_t axis = lengths.size(); axis-- > 0;) {
    chunk[axis] = lengths[axis] == 0 ? fits : std::min(fits, lengths[axis]);
    fits = std::max<hsize_t>(1, fits / chunk[axis]);
  }
  return chunk;
}

}  // namespace racesim::hdf5

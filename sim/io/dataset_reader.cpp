#include "racesim/io/dataset_reader.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <sstream>
#include <type_traits>

#include "copy_chunk.hpp"
#include "hdf5_handle.hpp"
#include "hdf5_values.hpp"
#include "verify_chunks.hpp"

namespace racesim {
namespace {

using hdf5::Handle;
using hdf5::require;
using hdf5::require_handle;

std::string joined(const std::string& group, const std::string& name) {
  return group.empty() ? name : group + "/" + name;
}

std::string leaf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

Handle space_of(hid_t dataset, const std::string& doing) { return require_handle(H5Dget_space(dataset), doing); }

std::vector<hsize_t> extent(hid_t space, std::vector<hsize_t>* limit, const std::string& doing) {
  std::vector<hsize_t> lengths(static_cast<std::size_t>(require(H5Sget_simple_extent_ndims(space), doing)));
  if (limit) limit->resize(lengths.size());
  require(H5Sget_simple_extent_dims(space, lengths.data(), limit ? limit->data() : nullptr), doing);
  return lengths;
}

/// Full path of the scale attached to an axis, without the leading slash, or "".
std::string scale_path(hid_t dataset, unsigned axis) {
  const auto note = [](hid_t, unsigned, hid_t scale, void* data) -> herr_t {
    std::string name(static_cast<std::size_t>(std::max<ssize_t>(0, H5Iget_name(scale, nullptr, 0))), '\0');
    H5Iget_name(scale, name.data(), name.size() + 1);
    *static_cast<std::string*>(data) = name.substr(name.find_first_not_of('/'));
    return 1;
  };
  std::string path;
  H5DSiterate_scales(dataset, axis, nullptr, note, &path);
  return path;
}

/// Moves the attributes that have members of their own into them.
void take_described(Variable& variable) {
  const auto take = [&](std::string_view name, std::string& member) {
    const auto found = std::find_if(variable.attributes.begin(), variable.attributes.end(),
                                    [&](auto& attribute) { return attribute.name == name; });
    if (found == variable.attributes.end() || !std::holds_alternative<std::string>(found->value)) return;
    member = std::get<std::string>(found->value);
    variable.attributes.erase(found);
  };
  std::string meanings;
  take("long_name", variable.long_name);
  take("units", variable.unit);
  take("comment", variable.doc);
  take("flag_meanings", meanings);
  std::erase_if(variable.attributes, [](auto& attribute) { return attribute.name == "flag_values"; });
  std::istringstream words(meanings);
  for (std::string word; words >> word;) variable.flags.push_back(word);
}

class SchemaReader {
 public:
  explicit SchemaReader(const std::string& doing) : doing_(doing) {}

  FileSchema read(hid_t root) {
    schema_.attributes = hdf5::read_attributes(root, doing_);
    read_group(root, "");
    return std::move(schema_);
  }

 private:
  void read_group(hid_t group, const std::string& path) {
    H5G_info_t info{};
    require(H5Gget_info(group, &info), doing_);
    const auto name_at = [&](hsize_t i, char* name, std::size_t size) {
      return require(H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name, size, H5P_DEFAULT),
                     doing_);
    };
    std::vector<std::string> groups;
    for (hsize_t i = 0; i < info.nlinks; ++i) {
      std::string name(static_cast<std::size_t>(name_at(i, nullptr, 0)), '\0');
      name_at(i, name.data(), name.size() + 1);
      const auto object = require_handle(H5Oopen(group, name.c_str(), H5P_DEFAULT), doing_);
      const auto type = H5Iget_type(object.get());
      if (type == H5I_GROUP) groups.push_back(name);
      if (type == H5I_DATASET) read_dataset(object.get(), joined(path, name));
    }
    for (const auto& name : groups) {
      read_group(require_handle(H5Oopen(group, name.c_str(), H5P_DEFAULT), doing_).get(), joined(path, name));
    }
  }

  void read_dataset(hid_t dataset, const std::string& path) {
    const auto space = space_of(dataset, doing_);
    std::vector<hsize_t> limit;
    const auto lengths = extent(space.get(), &limit, doing_);
    const bool scale = H5DSis_scale(dataset) > 0 && lengths.size() == 1;
    if (scale) {
      schema_.dimensions.push_back({path, static_cast<std::size_t>(lengths[0]), limit[0] == H5S_UNLIMITED});
      char name[80] = "";
      H5DSget_scale_name(dataset, name, sizeof name);
      if (std::string_view(name).starts_with(hdf5::bare_dimension)) return;
    }
    const auto stored = require_handle(H5Dget_type(dataset), doing_);
    const auto type = hdf5::value_type(stored.get());
    if (!type) return;
    Variable variable{.path = path, .type = *type};
    for (unsigned axis = 0; axis < lengths.size(); ++axis) {
      variable.dimensions.push_back(leaf(scale ? path : scale_path(dataset, axis)));
    }
    variable.attributes = hdf5::read_attributes(dataset, doing_);
    take_described(variable);
    schema_.variables.push_back(std::move(variable));
  }

  const std::string& doing_;
  FileSchema schema_;
};

}  // namespace

struct DatasetReader::State {
  explicit State(const std::filesystem::path& path) : doing(fmt::format("cannot read \"{}\"", path.string())) {
    const hdf5::Silence silence;
    const Handle access(H5Pcreate(H5P_FILE_ACCESS));
    require(H5Pset_file_locking(access.get(), true, true), doing);  // but do without where there are no locks
    file = require_handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), doing);
    attributes = hdf5::read_attributes(root().get(), doing);
  }

  Handle root() const { return require_handle(H5Oopen(file.get(), "/", H5P_DEFAULT), doing); }

  /// Read when it is first asked for: most of the time that a file takes to be opened.
  const FileSchema& schema() const {
    if (!known) known = SchemaReader(doing).read(root().get());
    return *known;
  }

  Handle open(std::string_view variable) const {
    const hid_t dataset = H5Dopen2(file.get(), std::string(variable).c_str(), H5P_DEFAULT);
    if (dataset >= 0) return Handle(dataset);
    if (schema().find_variable(variable)) throw RunError(doing + ": " + hdf5::last_cause());
    std::vector<std::string> names;
    for (const auto& variable_there : schema().variables) names.push_back(variable_there.path);
    throw RunError(fmt::format("{}: it has no variable \"{}\" ({})", doing, variable, list_allowed(names)));
  }

  std::string doing;
  Handle file;
  std::vector<Attribute> attributes;  ///< of the file
  mutable std::optional<FileSchema> known;
};

namespace {

template <class T>
std::vector<T> read_selected(hid_t dataset, hid_t memory, hid_t file, std::size_t count, const std::string& doing) {
  std::vector<T> values(count);
  const auto type = hdf5::memory_type(hdf5::value_type_of<T>());
  if (count == 0) return values;
  if constexpr (std::is_same_v<T, std::string>) {
    std::vector<char*> pointers(count, nullptr);
    require(H5Dread(dataset, type.get(), memory, file, H5P_DEFAULT, pointers.data()), doing);
    std::transform(pointers.begin(), pointers.end(), values.begin(), [](char* p) { return std::string(p ? p : ""); });
    require(H5Dvlen_reclaim(type.get(), memory, H5P_DEFAULT, pointers.data()), doing);
  } else {
    require(H5Dread(dataset, type.get(), memory, file, H5P_DEFAULT, values.data()), doing);
  }
  return values;
}

std::size_t product(const std::vector<hsize_t>& lengths) {
  return std::accumulate(lengths.begin(), lengths.end(), std::size_t{1}, std::multiplies<>());
}

}  // namespace

DatasetReader::DatasetReader(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {}
DatasetReader::~DatasetReader() = default;
DatasetReader::DatasetReader(DatasetReader&&) noexcept = default;

const FileSchema& DatasetReader::schema() const {
  const hdf5::Silence silence;
  return state_->schema();
}

bool DatasetReader::complete() const {
  const auto value = attribute("", "complete");
  return value && *value == AttributeValue(std::int64_t{1});
}

std::vector<std::size_t> DatasetReader::shape(std::string_view variable) const {
  const hdf5::Silence silence;
  const auto dataset = state_->open(variable);
  const auto lengths = extent(space_of(dataset.get(), state_->doing).get(), nullptr, state_->doing);
  return {lengths.begin(), lengths.end()};
}

std::optional<AttributeValue> DatasetReader::attribute(std::string_view path, std::string_view name) const {
  const auto* variable = path.empty() ? nullptr : schema().find_variable(path);
  const auto& attributes = variable ? variable->attributes : state_->attributes;
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](auto& a) { return a.name == name; });
  if ((!variable && !path.empty()) || found == attributes.end()) return {};
  return found->value;
}

void DatasetReader::verify(std::string_view variable) const {
  const hdf5::Silence silence;
  const auto doing = fmt::format("{}, variable \"{}\"", state_->doing, variable);
  hdf5::verify_chunks(state_->open(variable).get(), doing);
}

void DatasetReader::copy_chunk(std::string_view variable, std::size_t row, DatasetWriter& to,
                               std::size_t to_row) const {
  const hdf5::Silence silence;
  const auto doing = fmt::format("{}, variable \"{}\"", state_->doing, variable);
  hdf5::copy_chunk(state_->open(variable).get(), row, to.native(variable), to_row, doing);
}

template <DatasetValue T>
std::vector<T> DatasetReader::read(std::string_view variable) const {
  const auto lengths = shape(variable);
  return read_rows<T>(variable, 0, lengths.empty() ? 1 : lengths.front());
}

template <DatasetValue T>
std::vector<T> DatasetReader::read_rows(std::string_view variable, std::size_t first_row, std::size_t count) const {
  const hdf5::Silence silence;
  const auto doing = fmt::format("{}, variable \"{}\"", state_->doing, variable);
  const auto dataset = state_->open(variable);
  const auto stored = hdf5::value_type(require_handle(H5Dget_type(dataset.get()), doing).get());
  if (!stored || !hdf5::converts(*stored, hdf5::value_type_of<T>())) {
    throw RunError(doing + ": it is of another type");
  }
  const auto file = space_of(dataset.get(), doing);
  auto lengths = extent(file.get(), nullptr, doing);
  const auto rows = lengths.empty() ? 1 : lengths.front();
  if (first_row + count > rows) throw RunError(fmt::format("{}: it has {} rows", doing, rows));
  if (lengths.empty()) return read_selected<T>(dataset.get(), file.get(), H5S_ALL, count, doing);
  std::vector<hsize_t> start(lengths.size(), 0);
  start.front() = first_row;
  lengths.front() = count;
  require(H5Sselect_hyperslab(file.get(), H5S_SELECT_SET, start.data(), nullptr, lengths.data(), nullptr), doing);
  const auto memory =
      require_handle(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), doing);
  return read_selected<T>(dataset.get(), memory.get(), file.get(), product(lengths), doing);
}

template std::vector<float> DatasetReader::read(std::string_view) const;
template std::vector<double> DatasetReader::read(std::string_view) const;
template std::vector<std::int8_t> DatasetReader::read(std::string_view) const;
template std::vector<std::int32_t> DatasetReader::read(std::string_view) const;
template std::vector<std::int64_t> DatasetReader::read(std::string_view) const;
template std::vector<std::string> DatasetReader::read(std::string_view) const;
template std::vector<float> DatasetReader::read_rows(std::string_view, std::size_t, std::size_t) const;
template std::vector<double> DatasetReader::read_rows(std::string_view, std::size_t, std::size_t) const;
template std::vector<std::int8_t> DatasetReader::read_rows(std::string_view, std::size_t, std::size_t) const;
template std::vector<std::int32_t> DatasetReader::read_rows(std::string_view, std::size_t, std::size_t) const;
template std::vector<std::int64_t> DatasetReader::read_rows(std::string_view, std::size_t, std::size_t) const;
template std::vector<std::string> DatasetReader::read_rows(std::string_view, std::size_t, std::size_t) const;

}  // namespace racesim

#include "racesim/io/dataset_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <type_traits>
#include <utility>

#include "copy_chunk.hpp"
#include "hdf5_handle.hpp"
#include "hdf5_values.hpp"
#include "read_schema.hpp"
#include "verify_chunks.hpp"

namespace racesim {
namespace {

using hdf5::extent;
using hdf5::Handle;
using hdf5::require;
using hdf5::require_handle;
using hdf5::space_of;

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
    if (!known) known = hdf5::read_schema(root().get(), doing);
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

/// Whole numbers from another type of number, as tools that know few types leave them. Throws RunError for a value that
/// is none, or does not fit.
template <class T, class Stored>
std::vector<T> whole_numbers(const std::vector<Stored>& stored, const std::string& doing) {
  constexpr double exact = 9007199254740992;  // 2^53: doubles above it are not told from their neighbours
  std::vector<T> values;
  values.reserve(stored.size());
  for (const Stored value : stored) {
    bool fits = true;
    if constexpr (std::is_floating_point_v<Stored>) {
      fits = std::fabs(value) < exact && value == std::floor(value);
    }
    fits = fits && std::in_range<T>(static_cast<std::int64_t>(value));
    if (!fits) throw RunError(fmt::format("{}: it is of another type: {} is no whole number that fits", doing, value));
    values.push_back(static_cast<T>(value));
  }
  return values;
}

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

bool DatasetReader::complete() const { return number("complete") == 1; }

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

std::optional<std::int64_t> DatasetReader::number(std::string_view name) const {
  const auto value = attribute("", name);
  if (!value) return {};
  if (const auto* one = std::get_if<std::int64_t>(&*value)) return *one;
  const auto* list = std::get_if<std::vector<std::int64_t>>(&*value);
  return list && list->size() == 1 ? std::optional(list->front()) : std::nullopt;
}

std::vector<std::string> DatasetReader::texts(std::string_view name) const {
  const auto value = attribute("", name);
  if (!value) return {};
  if (const auto* one = std::get_if<std::string>(&*value)) return {*one};
  const auto* list = std::get_if<std::vector<std::string>>(&*value);
  return list ? *list : std::vector<std::string>{};
}

std::optional<std::string> DatasetReader::text(std::string_view name) const {
  std::vector<std::string> all = texts(name);
  return all.size() == 1 ? std::optional(std::move(all.front())) : std::nullopt;
}

std::optional<double> DatasetReader::fill_value(std::string_view variable) const {
  const hdf5::Silence silence;
  const auto dataset = state_->open(variable);
  for (const char* name : {"_FillValue", "missing_value"}) {
    const auto& doing = state_->doing;
    if (require(H5Aexists(dataset.get(), name), doing) == 0) continue;
    const auto attribute = require_handle(H5Aopen(dataset.get(), name, H5P_DEFAULT), doing);
    const auto space = require_handle(H5Aget_space(attribute.get()), doing);
    double value = std::nan("");
    if (H5Sget_simple_extent_npoints(space.get()) == 1 && H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &value) >= 0 &&
        !std::isnan(value))
      return value;
  }
  return {};
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
  if (!stored) throw RunError(doing + ": it is of another type");
  if (!hdf5::converts(*stored, hdf5::value_type_of<T>())) {
    if constexpr (!std::is_integral_v<T>) {
      throw RunError(doing + ": it is of another type");
    } else {
      if (*stored == ValueType::text) throw RunError(doing + ": it is of another type");
      if (hdf5::is_floating(*stored)) return whole_numbers<T>(read_rows<double>(variable, first_row, count), doing);
      if constexpr (!std::is_same_v<T, std::int64_t>)
        return whole_numbers<T>(read_rows<std::int64_t>(variable, first_row, count), doing);
    }
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

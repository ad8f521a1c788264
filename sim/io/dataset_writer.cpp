#include "racesim/io/dataset_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <hdf5.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <stdexcept>
#include <type_traits>

#include "dataset_layout.hpp"
#include "hdf5_handle.hpp"
#include "hdf5_values.hpp"
#include "racesim/core/build_info.hpp"

namespace racesim {
namespace {

using hdf5::Handle;
using hdf5::require;
using hdf5::require_handle;
using hdf5::StoredVariable;

/// Files that refer to others need a newer format.
Handle create_file(const PendingFile& pending, bool refers, const std::string& doing) {
  const Handle creation(H5Pcreate(H5P_FILE_CREATE)), access(H5Pcreate(H5P_FILE_ACCESS));
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  require(H5Pset_link_creation_order(creation.get(), order), doing);
  require(H5Pset_attr_creation_order(creation.get(), order), doing);
  require(H5Pset_obj_track_times(creation.get(), false), doing);
  const H5F_libver_t newest = refers ? H5F_LIBVER_LATEST : H5F_LIBVER_V18;  // for old readers
  require(H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, newest), doing);
  require(H5Pset_file_locking(access.get(), false, true), doing);  // PendingFile locks
  return require_handle(H5Fcreate(pending.temporary().c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), doing);
}

/// `_NCProperties` is the one text of fixed length, because libnetcdf reads no other there.
void write_provenance(hid_t file, const std::string& doing) {
  unsigned major = 0, minor = 0, release = 0;
  require(H5get_libversion(&major, &minor, &release), doing);
  const auto text = fmt::format("version=2,racesim={},hdf5={}.{}.{}", build_info().version, major, minor, release);
  const Handle type(H5Tcopy(H5T_C_S1)), space(H5Screate(H5S_SCALAR));
  require(H5Tset_size(type.get(), text.size() + 1), doing);
  const auto attribute =
      require_handle(H5Acreate2(file, "_NCProperties", type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), doing);
  require(H5Awrite(attribute.get(), type.get(), text.c_str()), doing);
}

}  // namespace

struct DatasetWriter::State {
  State(const std::filesystem::path& path, const WriterOptions& options, const FileSchema& schema)
      : pending(path, options.existing), doing(fmt::format("cannot write \"{}\"", pending.path().string())) {
    const hdf5::Silence silence;
    const auto refers = [](const Variable& variable) { return !variable.parts.empty(); };
    file = create_file(pending, std::ranges::any_of(schema.variables, refers), doing);
    try {
      write_provenance(file.get(), doing);
      set_complete(0);
      const bool says = std::any_of(schema.attributes.begin(), schema.attributes.end(),
                                    [](auto& attribute) { return attribute.name == "Conventions"; });
      if (!says) hdf5::write_attribute(file.get(), {"Conventions", "CF-1.8"}, doing);
      for (const auto& attribute : schema.attributes) hdf5::write_attribute(file.get(), attribute, doing);
      for (auto& variable : hdf5::create_layout(file.get(), schema, options, doing)) {
        variables.emplace(variable.path, std::move(variable));
      }
    } catch (...) {
      discard();
      throw;
    }
  }
  ~State() { discard(); }

  StoredVariable& find(std::string_view path) {
    const auto found = variables.find(path);
    if (found == variables.end()) throw std::invalid_argument(fmt::format("no variable \"{}\"", path));
    return found->second;
  }

  void set_complete(std::int64_t value) { hdf5::write_attribute(file.get(), {"complete", value}, doing); }

  /// Closes a file that will not be kept. HDF5 writes what it has cached whenever a file is closed, and when that fails
  /// (the disk is full) it keeps the file half closed and crashes at exit. So its descriptor is first pointed at memory
  /// or, where a file size limit holds there as well, at nothing.
  void discard() noexcept {
    if (file.get() < 0) return;
    const hdf5::Silence silence;
    void* descriptor = nullptr;
    if (H5Fget_vfd_handle(file.get(), H5P_DEFAULT, &descriptor) >= 0) {
      redirect(*static_cast<int*>(descriptor), memfd_create("racesim", MFD_CLOEXEC));
      if (H5Fflush(file.get(), H5F_SCOPE_LOCAL) < 0) {
        redirect(*static_cast<int*>(descriptor), open("/dev/null", O_RDWR | O_CLOEXEC));
      }
    }
    variables.clear();
    file = Handle();
  }

  static void redirect(int descriptor, int sink) {
    if (sink < 0) return;
    dup3(sink, descriptor, O_CLOEXEC);
    close(sink);
  }

  PendingFile pending;
  std::string doing;
  Handle file;
  std::map<std::string, StoredVariable, std::less<>> variables;
};

namespace {

/// Values of one row: the product of all lengths but the first.
std::size_t row_size(const StoredVariable& variable) {
  if (variable.shape.empty()) return 1;
  return std::accumulate(variable.shape.begin() + 1, variable.shape.end(), std::size_t{1}, std::multiplies<>());
}

std::size_t count_rows(const StoredVariable& variable, std::size_t values) {
  if (values % row_size(variable) != 0) {
    throw std::invalid_argument(
        fmt::format("\"{}\" takes rows of {} values, not {} in all", variable.path, row_size(variable), values));
  }
  return values / row_size(variable);
}

void extend(StoredVariable& variable, std::size_t rows, const std::string& doing) {
  if (rows <= variable.shape.front()) return;
  variable.shape.front() = rows;
  require(H5Dset_extent(variable.dataset.get(), variable.shape.data()), doing);
}

void write_selected(const StoredVariable& variable, hid_t memory, hid_t file, const Values& values,
                    const std::string& doing) {
  const auto write = [&](ValueType type, const void* data) {
    require(H5Dwrite(variable.dataset.get(), hdf5::memory_type(type).get(), memory, file, H5P_DEFAULT, data), doing);
  };
  std::visit(
      [&]<class T>(std::span<const T> span) {
        if (!hdf5::converts(hdf5::value_type_of<T>(), variable.type)) {
          throw std::invalid_argument(fmt::format("\"{}\" is of another type than the values given", variable.path));
        }
        if constexpr (std::is_same_v<T, std::string>) {
          std::vector<const char*> pointers;
          for (const auto& text : span) pointers.push_back(text.c_str());
          write(ValueType::text, pointers.data());
        } else {
          write(hdf5::value_type_of<T>(), span.data());
        }
      },
      values);
}

std::size_t size_of(const Values& values) {
  return std::visit([](auto span) { return span.size(); }, values);
}

void write_at(StoredVariable& variable, std::size_t first_row, const Values& values, const std::string& doing) {
  const auto rows = count_rows(variable, size_of(values));
  if (variable.shape.empty()) {
    if (rows != 1) throw std::invalid_argument(fmt::format("\"{}\" takes one value", variable.path));
    return write_selected(variable, H5S_ALL, H5S_ALL, values, doing);
  }
  if (rows == 0) return;
  if (!variable.grows.empty()) {
    extend(variable, first_row + rows, doing);
  } else if (first_row + rows > variable.shape.front()) {
    throw std::invalid_argument(fmt::format("\"{}\" has {} rows; cannot write rows {} to {}", variable.path,
                                            variable.shape.front(), first_row, first_row + rows - 1));
  }
  std::vector<hsize_t> start(variable.shape.size(), 0), count = variable.shape;
  start.front() = first_row;
  count.front() = rows;
  const auto file = require_handle(H5Dget_space(variable.dataset.get()), doing);
  require(H5Sselect_hyperslab(file.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), doing);
  const auto memory = require_handle(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), doing);
  write_selected(variable, memory.get(), file.get(), values, doing);
}

}  // namespace

DatasetWriter::DatasetWriter(const std::filesystem::path& path, FileSchema schema, WriterOptions options) {
  check(schema);
  state_ = std::make_unique<State>(path, options, schema);
}

DatasetWriter::~DatasetWriter() = default;
DatasetWriter::DatasetWriter(DatasetWriter&&) noexcept = default;

void DatasetWriter::write(std::string_view variable, Values values) {
  const hdf5::Silence silence;
  auto& stored = state_->find(variable);
  const bool whole =
      stored.shape.empty() || !stored.grows.empty() || count_rows(stored, size_of(values)) == stored.shape.front();
  if (!whole) throw std::invalid_argument(fmt::format("\"{}\" has {} rows", variable, stored.shape.front()));
  write_at(stored, 0, values, state_->doing);
}

void DatasetWriter::write_rows(std::string_view variable, std::size_t first_row, Values values) {
  const hdf5::Silence silence;
  write_at(state_->find(variable), first_row, values, state_->doing);
}

void DatasetWriter::append_rows(std::string_view variable, Values values) {
  const hdf5::Silence silence;
  auto& stored = state_->find(variable);
  if (stored.grows.empty()) throw std::invalid_argument(fmt::format("\"{}\" does not grow", variable));
  write_at(stored, stored.shape.front(), values, state_->doing);
}

void DatasetWriter::set_attribute(std::string_view path, const Attribute& attribute) {
  const hdf5::Silence silence;
  const std::string name = path.empty() ? "/" : std::string(path);
  const auto object = require_handle(H5Oopen(state_->file.get(), name.c_str(), H5P_DEFAULT), state_->doing);
  hdf5::write_attribute(object.get(), attribute, state_->doing);
}

std::int64_t DatasetWriter::native(std::string_view variable) const { return state_->find(variable).dataset.get(); }

const std::filesystem::path& DatasetWriter::temporary() const { return state_->pending.temporary(); }

std::filesystem::path DatasetWriter::finish() {
  const hdf5::Silence silence;
  auto& state = *state_;
  std::map<std::string, std::size_t> lengths;
  for (const auto& [path, variable] : state.variables) {
    if (variable.grows.empty()) continue;
    lengths[variable.grows] = std::max<std::size_t>(lengths[variable.grows], variable.shape.front());
  }
  for (auto& [path, variable] : state.variables) {
    if (!variable.grows.empty()) extend(variable, lengths[variable.grows], state.doing);
  }
  state.set_complete(1);
  require(H5Fflush(state.file.get(), H5F_SCOPE_LOCAL), state.doing);  // fails here while it can still be discarded
  state.variables.clear();
  require(H5Fclose(state.file.release()), state.doing);
  return state.pending.commit();
  state_.reset();
}

}  // namespace racesim

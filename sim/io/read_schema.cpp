#include "read_schema.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <sstream>

#include "hdf5_values.hpp"

namespace racesim::hdf5 {
namespace {

std::string joined(const std::string& group, const std::string& name) {
  return group.empty() ? name : group + "/" + name;
}

std::string leaf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

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
    if (found == variable.attributes.end()) return;
    const auto* list = std::get_if<std::vector<std::string>>(&found->value);
    const auto* text = list && list->size() == 1 ? &list->front() : std::get_if<std::string>(&found->value);
    if (!text) return;
    member = *text;
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
    schema_.attributes = read_attributes(root, doing_);
    read_group(root, "");
    return std::move(schema_);
  }

 private:
  void read_group(hid_t group, const std::string& path) {
    H5G_info_t info{};
    require(H5Gget_info(group, &info), doing_);
    const auto name_at = [&](hsize_t i, char* name, std::size_t size) {
      const auto by = [&](H5_index_t index) {
        return H5Lget_name_by_idx(group, ".", index, H5_ITER_INC, i, name, size, H5P_DEFAULT);
      };
      const ssize_t in_order = by(H5_INDEX_CRT_ORDER);  // which not every tool keeps
      return in_order >= 0 ? in_order : require(by(H5_INDEX_NAME), doing_);
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
      if (std::string_view(name).starts_with(bare_dimension)) return;
    }
    const auto stored = require_handle(H5Dget_type(dataset), doing_);
    const auto type = value_type(stored.get());
    if (!type) return;
    Variable variable{.path = path, .type = *type};
    for (unsigned axis = 0; axis < lengths.size(); ++axis) {
      variable.dimensions.push_back(leaf(scale ? path : scale_path(dataset, axis)));
    }
    variable.attributes = read_attributes(dataset, doing_);
    take_described(variable);
    schema_.variables.push_back(std::move(variable));
  }

  const std::string& doing_;
  FileSchema schema_;
};

}  // namespace

FileSchema read_schema(hid_t root, const std::string& doing) { return SchemaReader(doing).read(root); }

Handle space_of(hid_t dataset, const std::string& doing) { return require_handle(H5Dget_space(dataset), doing); }

std::vector<hsize_t> extent(hid_t space, std::vector<hsize_t>* limit, const std::string& doing) {
  std::vector<hsize_t> lengths(static_cast<std::size_t>(require(H5Sget_simple_extent_ndims(space), doing)));
  if (limit) limit->resize(lengths.size());
  require(H5Sget_simple_extent_dims(space, lengths.data(), limit ? limit->data() : nullptr), doing);
  return lengths;
}

}  // namespace racesim::hdf5

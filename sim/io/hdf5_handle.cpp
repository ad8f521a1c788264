#include "hdf5_handle.hpp"

#include <string_view>

namespace racesim::hdf5 {
namespace {

herr_t keep_best(unsigned depth, const H5E_error2_t* entry, void* data) {
  constexpr std::string_view before = "error message = '";
  auto& cause = *static_cast<std::string*>(data);
  const std::string_view text = entry->desc ? entry->desc : "";
  if (const auto found = text.find(before); found != text.npos) {
    const auto message = text.substr(found + before.size());
    cause = message.substr(0, message.find('\''));
  } else if (depth == 0) {
    cause = text;
  }
  return 0;
}

}  // namespace

Silence::Silence() {
  H5Eget_auto2(H5E_DEFAULT, &report_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Silence::~Silence() { H5Eset_auto2(H5E_DEFAULT, report_, data_); }

std::string last_cause() {
  std::string cause;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_best, &cause);
  return cause.empty() ? "HDF5 gave no reason" : cause;
}

}  // namespace racesim::hdf5

#pragma once
// The HDF5 C library made safe: handles that close themselves, errors that become exceptions and are not printed.
#include <hdf5.h>

#include <string>
#include <utility>

#include "racesim/core/diagnostic.hpp"

namespace racesim::hdf5 {

/// Owns one reference to any HDF5 object.
class Handle {
 public:
  Handle() = default;
  explicit Handle(hid_t id) : id_(id) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) H5Idec_ref(id_);
  }
  hid_t get() const { return id_; }
  hid_t release() { return std::exchange(id_, H5I_INVALID_HID); }

 private:
  hid_t id_ = H5I_INVALID_HID;
};

/// While it lives, HDF5 does not print its error stack in this thread. Every public function that calls HDF5 has one.
class Silence {
 public:
  Silence();
  ~Silence();
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  H5E_auto2_t report_ = nullptr;
  void* data_ = nullptr;
};

/// Why the last call in this thread failed: the operating system's message where there is one, else the innermost entry
/// of HDF5's error stack.
std::string last_cause();

/// Passes on the result of an HDF5 call; throws RunError "`doing`: cause" when it is negative.
template <class Result>
Result require(Result result, const std::string& doing) {
  if (result < 0) throw RunError(doing + ": " + last_cause());
  return result;
}

inline Handle require_handle(hid_t id, const std::string& doing) { return Handle(require(id, doing)); }

}  // namespace racesim::hdf5

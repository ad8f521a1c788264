#pragma once
// Columns of numbers that begin on a cache line, so that vector loops read whole lines and threads share none.
#include <cstddef>
#include <new>
#include <vector>

namespace racesim {

/// Allocates on 64-byte boundaries.
template <class T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLineAllocator() = default;
  template <class Other>
  CacheLineAllocator(const CacheLineAllocator<Other>&) {}

  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
  void deallocate(T* place, std::size_t) { ::operator delete(place, alignment); }

  bool operator==(const CacheLineAllocator&) const = default;
};

template <class T>
using Column = std::vector<T, CacheLineAllocator<T>>;

}  // namespace racesim

// No month allocates: what a run needs is there before it starts.
#include <atomic>
#include <cstdlib>
#include <new>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

namespace {

std::atomic<long> allocations = 0;

void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  size = (std::max<std::size_t>(size, 1) + alignment - 1) / alignment * alignment;
  if (void* place = std::aligned_alloc(alignment, size)) return place;
  throw std::bad_alloc();
}

}  // namespace

// Replaced for the whole test program, as the language allows; the array forms call these.
void* operator new(std::size_t size) { return allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
// Sanitizers bring a form of their own that does not throw; it must fit the operator delete below.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }

using namespace racesim;

TEST_CASE("the counter of allocations counts") {
  const long before = allocations;
  const std::vector<double> some(10);
  CHECK(allocations - before == 1);
}

TEST_CASE("no month of a run allocates memory, nor does the return to its start") {
  Scenario scenario = baseline();
  scenario.population.developers = 100;
  scenario.structure = {.innovation = Innovation::lumps, .automation = true, .safety_race = true};
  const Inputs inputs = inputs_of(scenario);
  World world = start_of(inputs);
  for (std::uint32_t replicate : {0u, 1u}) {
    long before = allocations;
    reset_world(inputs, replicate, world);
    CHECK(allocations - before == 0);
    for (int t = 0; t < inputs.months; ++t) {
      before = allocations;
      advance_month(inputs, replicate, world, false);
      const long made = allocations - before;
      if (made != 0) FAIL("month " << t << " allocates " << made << " times");
    }
  }
}

// Batches of runs on their way to whoever takes them.
#include <atomic>
#include <stdexcept>

#include "racesim/engine/ensemble.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

const CompiledScenario& compiled() {
  static const CompiledScenario made(shortened(shipped("no_controls"), 3));
  return made;
}

}  // namespace

TEST_CASE("batches arrive in ascending order, one at a time, each run once") {
  for (const int threads : {1, 3}) {
    const std::atomic<bool> never = false;
    std::atomic<int> inside = 0;
    std::uint32_t next = 0;
    const auto sink = [&](const Batch& batch) {
      CHECK(++inside == 1);
      CHECK(batch.position == next);
      next += batch.count;
      --inside;
    };
    CHECK(run_ensemble(compiled(), {.count = 333, .threads = threads}, sink, never) == 333);
    CHECK(next == 333);
  }
}

TEST_CASE("what the taker of batches throws arrives, and ends the runs") {
  const std::atomic<bool> never = false;
  std::uint32_t taken = 0;
  const auto sink = [&](const Batch& batch) {
    taken += batch.count;
    if (batch.position > 0) throw std::runtime_error("full");
  };
  CHECK_THROWS_WITH(run_ensemble(compiled(), {.count = 100'000, .threads = 2}, sink, never), "full");
  CHECK(taken < 100'000);
}

TEST_CASE("runs that are stopped are the first ones") {
  std::atomic<bool> stop = false;
  std::uint32_t next = 0;
  const auto sink = [&](const Batch& batch) {
    CHECK(batch.position == next);
    next += batch.count;
    stop = true;
  };
  const std::uint32_t done = run_ensemble(compiled(), {.count = 100'000, .threads = 2}, sink, stop);
  CHECK(done == next);
  CHECK(done < 100'000);
}

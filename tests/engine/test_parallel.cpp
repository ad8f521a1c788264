#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <vector>

#include "racesim/engine/parallel.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("tasks begin in ascending order on several threads, each once") {
  constexpr std::size_t tasks = 20000;
  constexpr int threads = 3;
  std::atomic<std::size_t> begun = 0;
  std::atomic<std::size_t> furthest = 0;  // from its place in the order, but for what other threads have in hand
  std::vector<std::atomic<int>> visits(tasks);
  with_threads(threads, [&] {
    for_tasks(tasks, [&](std::size_t task) {
      const std::size_t place = begun++;
      ++visits[task];
      if (task > place + threads) furthest = task - place;
      for (int work = 0; work < 1000; ++work) std::atomic_signal_fence(std::memory_order_seq_cst);
    });
  });
  CHECK(begun == tasks);
  CHECK(std::ranges::all_of(visits, [](const auto& n) { return n == 1; }));
  CHECK(furthest == 0);
}

TEST_CASE("a task that throws ends the others and its exception arrives") {
  std::atomic<std::size_t> begun = 0;
  const auto run = [&] {
    for_tasks(1000000, [&](std::size_t task) {
      ++begun;
      if (task == 10) throw std::runtime_error("task 10");
    });
  };
  CHECK_THROWS_WITH(with_threads(3, run), "task 10");
  CHECK(begun < 1000000);
}

TEST_CASE("blocks cover every index once and are cut alike for any number of threads") {
  for (const std::size_t count : {0UL, 1UL, 1'023UL, 1'024UL, 1'025UL, 10'000UL}) {
    for (const int threads : {1, 2, 7}) {
      std::vector<int> visits(count);
      std::atomic<int> odd_cuts = 0;
      with_threads(threads, [&] {
        for_blocks(count, [&](std::size_t first, std::size_t last) {
          odd_cuts += first % block_of_labs != 0 || last != std::min(count, first + block_of_labs);
          for (std::size_t index = first; index < last; ++index) {
            ++visits[index];
          }
        });
      });
      CHECK(odd_cuts == 0);
      CHECK(std::all_of(visits.begin(), visits.end(), [](int visit) { return visit == 1; }));
    }
  }
}

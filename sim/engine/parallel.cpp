#include "racesim/engine/parallel.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <atomic>

namespace racesim {

void for_blocks(std::size_t count, const std::function<void(std::size_t, std::size_t)>& body, std::size_t block) {
  constexpr std::size_t few = 4;  // handing fewer blocks to threads costs more than it gains
  const std::size_t blocks = (count + block - 1) / block;
  const auto run = [&](std::size_t index) { body(index * block, std::min(count, (index + 1) * block)); };
  // Threads begin with one half of the indices each. Labs are often sorted by work, so the halves take turns.
  const std::size_t evens = (blocks + 1) / 2;
  const auto take_turns = [&](std::size_t index) { run(index < evens ? 2 * index : 2 * (index - evens) + 1); };
  if (blocks < few || tbb::this_task_arena::max_concurrency() == 1) {
    for (std::size_t index = 0; index < blocks; ++index) {
      run(index);
    }
  } else {
    tbb::this_task_arena::isolate(
        [&] { tbb::parallel_for(std::size_t{0}, blocks, take_turns, tbb::simple_partitioner{}); });
  }
}

void for_tasks(std::size_t count, const std::function<void(std::size_t)>& body) {
  // In ascending order: halving the range, as TBB does by itself, lets results of its second half pile up until their
  // turn to be written.
  std::atomic<std::size_t> next = 0;
  const auto work = [&](std::size_t) {
    while (!tbb::is_current_task_group_canceling()) {
      const std::size_t task = next++;
      if (task >= count) return;
      body(task);
    }
  };
  const auto workers = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  tbb::parallel_for(std::size_t{0}, std::min(workers, count), work, tbb::simple_partitioner{});
}

void with_threads(int threads, const std::function<void()>& work) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute(work);
}

}  // namespace racesim

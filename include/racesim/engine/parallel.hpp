#pragma once
// The two levels of parallel work: blocks of labs within a month, and runs of an ensemble. What a block or a task does
// must not depend on the others; then no result depends on the number of threads.
#include <cstddef>
#include <functional>

namespace racesim {

/// Labs in one block; a multiple of every slice and vector.
inline constexpr std::size_t block_of_labs = 1024;

/// Calls body(first, last) for the blocks [0, block), [block, 2 block), ... of [0, count): one after the other when
/// there are few or one thread is at hand, otherwise at the same time in any order. The cuts are always the same. While
/// it waits for the blocks of others, a thread begins nothing else, so that what it keeps for itself stays as it is.
void for_blocks(std::size_t count, const std::function<void(std::size_t, std::size_t)>& body,
                std::size_t block = block_of_labs);

/// Calls body(task) for 0 <= task < count, handed out one by one to the threads in ascending order.
void for_tasks(std::size_t count, const std::function<void(std::size_t)>& body);

/// Runs `work` with for_blocks() and for_tasks() limited to `threads` threads, the calling one included.
void with_threads(int threads, const std::function<void()>& work);

}  // namespace racesim

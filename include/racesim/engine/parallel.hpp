#pragma once
// The two levels of parallel work: blocks of labs within a month, and runs of an ensemble. What a block or a task does
// must not depend on the others; then no result depends on the number of threads.
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace racesim {

/// Labs in one block; a multiple of every slice and vector.
inline constexpr std::size_t block_of_labs = 1024;

/// Calls body(first, last) for the blocks [0, block), [block, 2 block), ... of [0, count): one after the other when
/// there are few or one thread is at hand, otherwise at the same time in any order. The cuts are always the same.
void for_blocks(std::size_t count, const std::function<void(std::size_t, std::size_t)>& body,
                std::size_t block = block_of_labs);

/// Calls body(task) for 0 <= task < count, handed out one by one to the threads in ascending order.
void for_tasks(std::size_t count, const std::function<void(std::size_t)>& body);

/// Runs `work` with for_blocks() and for_tasks() limited to `threads` threads, the calling one included.
void with_threads(int threads, const std::function<void()>& work);

/// Workspaces that tasks borrow and give back, so that there are as many as threads at work, not as tasks.
template <class Workspace>
class Pool {
 public:
  explicit Pool(std::function<std::unique_ptr<Workspace>()> make) : make_(std::move(make)) {}

  std::unique_ptr<Workspace> borrow() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto workspace = std::move(idle_.back());
        idle_.pop_back();
        return workspace;
      }
    }
    return make_();
  }
  void give_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(workspace));
  }

 private:
  std::function<std::unique_ptr<Workspace>()> make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> idle_;
};

}  // namespace racesim

#pragma once
// How far runs have come.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace racesim {

/// Counts runs. What shows the count, or tells what happens meanwhile, overrides the rest; by itself it is silent.
class Progress {
 public:
  explicit Progress(std::uint64_t runs) : runs_(runs) {}
  virtual ~Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Counts runs; from any thread.
  void add(std::uint32_t runs) { done_ += runs; }
  std::uint64_t done() const { return done_; }
  std::uint64_t runs() const { return runs_; }
  std::chrono::duration<double> elapsed() const { return std::chrono::steady_clock::now() - start_; }

  /// Shows the state if it is time to; called every 50 ms, one thread at a time.
  virtual void show() {}
  /// Takes what is shown off the screen.
  virtual void clear() {}
  /// Says something to the user.
  virtual void say(const std::string&) {}

 private:
  std::uint64_t runs_;
  std::atomic<std::uint64_t> done_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace racesim

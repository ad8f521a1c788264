#pragma once
// How far a run has come, on standard error.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace racesim {

class Progress {
 public:
  enum class Form {
    none,
    bar,   ///< one line that is drawn anew
    lines  ///< a line of JSON every few seconds
  };
  Progress(std::uint64_t runs, Form form) : runs_(runs), form_(form) {}

  /// Counts runs; from any thread.
  void add(std::uint32_t runs) { done_ += runs; }
  std::uint64_t done() const { return done_; }
  std::chrono::duration<double> elapsed() const { return std::chrono::steady_clock::now() - start_; }

  /// Shows the state if it is time to; one thread at a time.
  void show();
  /// Takes the bar off the screen.
  void clear();

 private:
  std::string bar() const;
  std::string line() const;

  std::uint64_t runs_;
  Form form_;
  std::atomic<std::uint64_t> done_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::duration<double> next_{0.3};  ///< a run that is over by then shows nothing
  bool drawn_ = false;
};

}  // namespace racesim

#pragma once
// Looks after a run from a thread of its own: signals, the time limit, the progress display.
#include <signal.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "racesim/experiment/progress.hpp"

namespace racesim {

/// Keeps the signals that end a run from this thread and those it starts, for Watch to take them: SIGINT, SIGTERM,
/// SIGHUP (a terminal or ssh session that ends, unless nohup has it ignored), SIGUSR1 and SIGXCPU (a batch system
/// before its limit).
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  const sigset_t& set() const { return held_; }

 private:
  sigset_t held_, before_;
};

enum class Ending { complete, interrupted, out_of_time };

class Watch {
 public:
  /// What is said at the first and at the second signal.
  struct Texts {
    const char* interrupted;
    const char* aborted;
  };
  /// On the first signal, and `limit` after now, stop() becomes true. On SIGINT or SIGTERM after another signal the
  /// program ends at once with exit code 130, without `unfinished`, the file or directory being written; "" for none.
  /// The others are no sign of impatience: shells and batch systems send them more than once.
  Watch(const HeldSignals& signals, Progress& progress, std::chrono::duration<double> limit,
        std::filesystem::path unfinished, Texts texts);
  /// Ends the thread and the display.
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  const std::atomic<bool>& stop() const { return stop_; }
  Ending ending() const { return ending_; }
  /// Becomes true when the limit is reached, not at a signal.
  const std::atomic<bool>& late() const { return late_; }

 private:
  void look_after();
  void take_signal(int signal);

  sigset_t signals_;
  Progress& progress_;
  std::chrono::duration<double> limit_;
  std::filesystem::path unfinished_;
  Texts texts_;
  std::atomic<bool> stop_ = false;
  std::atomic<bool> late_ = false;
  std::atomic<bool> over_ = false;
  std::atomic<Ending> ending_ = Ending::complete;
  std::thread thread_;
};

}  // namespace racesim

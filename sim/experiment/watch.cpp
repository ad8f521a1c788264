#include "racesim/experiment/watch.hpp"

#include <unistd.h>

namespace racesim {

namespace {

/// nohup, whose wish it is that a hang-up ends nothing.
bool ignores_hangup() {
  struct sigaction now {};
  return sigaction(SIGHUP, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

}  // namespace

HeldSignals::HeldSignals() {
  sigemptyset(&held_);
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1, SIGXCPU}) sigaddset(&held_, signal);
  if (!ignores_hangup()) sigaddset(&held_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &held_, &before_);
}

HeldSignals::~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

Watch::Watch(const HeldSignals& signals, Progress& progress, std::chrono::duration<double> limit,
             std::filesystem::path unfinished, Texts texts)
    : signals_(signals.set()),
      progress_(progress),
      limit_(limit),
      unfinished_(std::move(unfinished)),
      texts_(texts),
      thread_([this] { look_after(); }) {}

Watch::~Watch() {
  over_ = true;
  thread_.join();
  progress_.clear();
}

void Watch::look_after() {
  constexpr timespec moment{.tv_sec = 0, .tv_nsec = 50'000'000};
  while (!over_) {
    if (const int signal = sigtimedwait(&signals_, nullptr, &moment); signal > 0) take_signal(signal);
    if (!stop_ && progress_.elapsed() >= limit_) {
      ending_ = Ending::out_of_time;
      late_ = true;
      stop_ = true;
    }
    progress_.show();
  }
}

void Watch::take_signal(int signal) {
  constexpr int killed_by_interrupt = 128 + SIGINT;  // as shells report it
  if (ending_ == Ending::interrupted && signal != SIGINT && signal != SIGTERM) return;
  if (ending_ == Ending::interrupted) {
    std::error_code ignored;
    std::filesystem::remove_all(unfinished_, ignored);
    progress_.say(texts_.aborted);
    _exit(killed_by_interrupt);
  }
  progress_.say(texts_.interrupted);
  ending_ = Ending::interrupted;
  stop_ = true;
}

}  // namespace racesim

#pragma once
// The built program as a process of its own: what it prints where, and how it ends.
#include <fcntl.h>

#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "support/scratch.hpp"

namespace racesim {

using Words = std::vector<std::string>;

inline const std::string scenarios = RACESIM_SOURCE_DIR "/scenarios/";
inline const std::string baseline = scenarios + "baseline.yaml";

/// How a run of the program ended.
struct Ended {
  int code = 0;  ///< exit code, or the negative number of the signal that killed it
  std::string out;
  std::string err;
};

/// One run of the program in a directory, its output in files of another one, or where `out` is open.
class Program {
 public:
  Program(const std::filesystem::path& directory, const Words& words, int out = -1) {
    const int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int own_out = open((output_ / "out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const int err = open((output_ / "err").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    pid_ = fork();
    if (pid_ != 0) {
      for (int descriptor : {in, own_out, err}) close(descriptor);
      return;
    }
    if (dup2(in, 0) < 0 || dup2(out < 0 ? own_out : out, 1) < 0 || dup2(err, 2) < 0) _exit(127);
    std::vector<char*> arguments = {const_cast<char*>("racesim")};
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    if (chdir(directory.c_str()) != 0) _exit(127);
    execv(RACESIM_PROGRAM, arguments.data());
    _exit(127);
  }
  void signal(int number) const { kill(pid_, number); }
  bool ended() const {
    siginfo_t state{};
    return waitid(P_PID, static_cast<id_t>(pid_), &state, WEXITED | WNOHANG | WNOWAIT) == 0 && state.si_pid == pid_;
  }
  std::string err_so_far() const { return text_of(output_ / "err"); }
  Ended wait() const {
    const int code = end_of(pid_);
    return {code, text_of(output_ / "out"), text_of(output_ / "err")};
  }

 private:
  Scratch output_;
  pid_t pid_ = -1;
};

inline Ended run_program(const std::filesystem::path& directory, const Words& words) {
  return Program(directory, words).wait();
}

inline Words operator+(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// A run of few months, which takes next to no time.
inline Words short_run(const std::string& replicates, const std::string& output) {
  return {"run",   baseline,      "--set", "clock.end=2022-06", "--set", "paradigms=[]",
          "--set", "policies=[]", "-R",    replicates,          "-o",    output};
}

/// Waits for something that happens sooner or later while the program runs.
inline void await(const Program& program, const std::function<bool()>& happened) {
  while (!happened() && !program.ended()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

}  // namespace racesim

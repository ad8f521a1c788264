#pragma once
// How far runs have come, on standard error.
#include "racesim/experiment/progress.hpp"

namespace racesim {

class ProgressDisplay : public Progress {
 public:
  /// On a terminal one line that is drawn anew; else, when `verbose`, a line of JSON every few seconds. `quiet`:
  /// nothing.
  ProgressDisplay(std::uint64_t runs, bool quiet, bool verbose);

  void show() override;
  void clear() override;
  void say(const std::string& message) override;

 private:
  enum class Form { none, bar, lines };

  std::string bar() const;
  std::string line() const;

  Form form_;
  std::chrono::duration<double> next_{0.3};  ///< a run that is over by then shows nothing
  bool drawn_ = false;
};

}  // namespace racesim

// Uses installed libraries once: core, engine (with its threads), io (with its file library), analysis and experiment.
#include <atomic>
#include <iostream>

#include "racesim/analysis/result_file.hpp"
#include "racesim/core/build_info.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/core/month.hpp"
#include "racesim/engine/parallel.hpp"
#include "racesim/experiment/pilot.hpp"

int main() {
  using namespace racesim;
  std::cout << build_info().version << ' ' << to_string(Month::of(2027, 1)) << ' ';
  std::atomic<int> done = 0;
  with_threads(2, [&] { for_tasks(100, [&](std::size_t) { ++done; }); });
  std::cout << done << '\n';
  try {
    open_sweep("missing.sweep");
  } catch (const InputError& error) {
    std::cout << error.what() << '\n';
  }
  try {
    ResultFile("missing.h5");
  } catch (const RunError& error) {
    std::cout << error.what() << '\n';
  }
}

// Uses each installed library once: core, engine (with its threads) and io (with its file library).
#include <atomic>
#include <iostream>

#include "racesim/core/build_info.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/core/month.hpp"
#include "racesim/engine/parallel.hpp"
#include "racesim/io/dataset_reader.hpp"

int main() {
  using namespace racesim;
  std::cout << build_info().version << ' ' << to_string(Month::of(2027, 1)) << ' ';
  std::atomic<int> done = 0;
  with_threads(2, [&] { for_tasks(100, [&](std::size_t) { ++done; }); });
  std::cout << done << '\n';
  try {
    DatasetReader("missing.h5");
  } catch (const RunError& error) {
    std::cout << error.what() << '\n';
  }
}

// Uses each installed library once: core, engine (with its threads) and io (with its file library).
#include <iostream>

#include "racesim/core/build_info.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/core/month.hpp"
#include "racesim/engine/reference_workload.hpp"
#include "racesim/io/dataset_reader.hpp"

int main() {
  using namespace racesim;
  std::cout << build_info().version << ' ' << to_string(Month::of(2027, 1)) << ' ';
  std::cout << run_workload({.labs = 100, .runs = 2}).mean_efficiency << '\n';
  try {
    DatasetReader("missing.h5");
  } catch (const RunError& error) {
    std::cout << error.what() << '\n';
  }
}

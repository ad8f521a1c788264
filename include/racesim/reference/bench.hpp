#pragma once
// How fast the engine is, in figures that survive a change of machine: ratios to the plain loop measured in the same
// minutes, the gain from threads, and the share of the memory's bandwidth.
#include <string>
#include <vector>

#include "racesim/reference/workload.hpp"

namespace racesim {

/// One size at which speed is measured.
struct BenchCase {
  std::string name;
  std::size_t labs;
  int runs;
  int lanes;
  int months;
  int repeats;  ///< times the runs are made in one timing, one after the other
};

/// The sizes that are quoted: 100, 10,000 and a million labs, and an ensemble of 1,000 runs.
std::vector<BenchCase> reference_cases();

struct BenchOptions {
  std::vector<BenchCase> cases = reference_cases();
  int rounds = 5;   ///< each times everything once, in turn; medians are reported
  int threads = 2;  ///< of the parallel timing
  InstructionSet set = instruction_set();
};

/// Medians over the rounds.
struct BenchRow {
  BenchCase size;
  double plain = 0;            ///< plain loop, one thread [lab-month/s]
  double engine = 0;           ///< engine, one thread [lab-month/s]
  double parallel = 0;         ///< engine, options.threads threads [lab-month/s]
  double ratio = 0;            ///< engine over plain loop [1]
  double gain = 0;             ///< parallel over engine [1]
  double bytes = 0;            ///< columns and edges streamed through once a month, gathers not counted [B/lab-month]
  double bandwidth_share = 0;  ///< bytes * engine over the triad's bandwidth; above 1 the caches serve [1]
};

struct BenchReport {
  std::vector<BenchRow> rows;
  InstructionSet set = InstructionSet::baseline;
  int threads = 0;
  double triad = 0;        ///< bandwidth of a[i] = b[i] + s c[i] on one thread, arrays past the caches [B/s]
  double peak_memory = 0;  ///< largest resident set of the process so far [B]
};

/// Takes about a minute with the default options.
BenchReport run_bench(const BenchOptions& options);

/// The report as a table for people.
std::string to_text(const BenchReport& report);

}  // namespace racesim

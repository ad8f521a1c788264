#pragma once
// What `racesim compare` compares: result files, and scenarios that it runs into a file first.
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "racesim/analysis/comparison.hpp"
#include "racesim/io/temporary_directory.hpp"
#include "running.hpp"

namespace racesim {

struct CompareOptions {
  ScenarioArguments scenarios;  ///< paths: scenarios and result files
  RunningOptions running;
  std::string reference;
  std::vector<std::string> observables;
  std::vector<std::string> times;
  std::vector<std::string> break_even;
  std::uint32_t level = 90;
  std::string csv;
  bool unpaired = false;
  bool json = false;
};

/// The scenarios of a command, those to be run here with what runs them.
struct Comparands {
  struct Place {
    Job* job = nullptr;  ///< null: from a result file
    std::size_t scenario = 0;
  };
  std::vector<Side> sides;
  std::vector<Place> place;  ///< of each side
  std::deque<Job> jobs;
  std::unique_ptr<TemporaryDirectory> directory;  ///< of runs that are not kept
};

/// Opens and labels all of them. Throws InputError when there is nothing to compare.
Comparands open_all(const CompareOptions& options, Session& session);

/// All files that they were read from.
std::vector<std::string> inputs_of(const Comparands& all);

/// Runs what is to be run, and reads it back into the sides.
Ran run_here(Comparands& all, const Question& question, const CompareOptions& options, Session& session);

}  // namespace racesim

#pragma once
// What the commands that analyse a sweep are asked: which file, scenario, outcomes and months.
#include <string>
#include <vector>

#include "command.hpp"
#include "racesim/analysis/designed_result.hpp"
#include "racesim/analysis/outcomes.hpp"
#include "racesim/io/text_file.hpp"

namespace racesim {

struct AnalysisArguments {
  std::vector<std::string> file;  ///< one
  std::vector<std::string> outcomes, months, blocs;
  std::string scenario, minus, csv;
  bool json = false;

  /// The result, once it is known that --csv can be written.
  ResultFile open() const;
  /// The outcomes asked for, see select_outcomes().
  std::vector<SelectedOutcome> select(const ResultFile& result, bool over_time = false) const;
};

/// Declares RESULT, --outcome, --scenario, --minus, --at, --bloc, --json and --csv.
void add_analysis(CLI::App& command, AnalysisArguments& arguments);

/// Writes a text file; where an earlier one is kept under another name, this is told unless `quiet`.
void save_text(const std::string& path, const std::string& text, Existing existing = Existing::keep,
               bool quiet = false);

}  // namespace racesim

#pragma once
// What the commands that analyse a sweep are asked: which file, scenario, outcomes and months.
#include <string>
#include <vector>

#include "command.hpp"
#include "designed_result.hpp"

namespace racesim {

struct AnalysisArguments {
  std::vector<std::string> file;  ///< one
  std::vector<std::string> outcomes, months, blocs;
  std::string scenario, minus, csv;
  bool json = false;
};

/// Declares RESULT, --outcome, --scenario, --minus, --at, --bloc, --json and --csv.
void add_analysis(CLI::App& command, AnalysisArguments& arguments);

/// A quantity, at a time when it is kept month by month.
struct AskedOutcome {
  FileQuantity quantity;
  Period period;

  /// `eci_frontier[China] in 2028`
  std::string name() const;
  /// The same with its unit.
  std::string title() const;
};

/// What is asked for; the first outcome of the file when nothing is. With `over_time` a monthly quantity stands once.
std::vector<AskedOutcome> asked_outcomes(const AnalysisArguments& arguments, const ResultFile& file,
                                         bool over_time = false);
/// The design, with the scenario and the one taken off.
DesignedResult asked_design(const AnalysisArguments& arguments, const ResultFile& file);

/// Design, points, scenario: the lines above all tables.
std::string design_text(const DesignedResult& result, bool scenario_was_chosen);
/// Points dropped because an outcome has no number there; "" for none.
std::string numberless_text(const DesignedResult& result, std::size_t numberless);

/// A number of three or four digits in any unit; "-" for NaN.
std::string short_number(double value);
std::string csv_cell(const std::string& text);
/// A number as it reads back; nothing for NaN.
std::string csv_cell(double value);
/// Writes a text file; an earlier one is kept under another name, and this is told.
void save_text(const std::string& path, const std::string& text);

}  // namespace racesim

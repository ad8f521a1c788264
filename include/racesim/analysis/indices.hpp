#pragma once
// Which factor drives an outcome: the method that suits the design, and its indices as tables.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "racesim/analysis/designed_result.hpp"
#include "racesim/analysis/outcomes.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

/// One index of all factors; intervals are NaN where the method has none.
struct IndexColumn {
  std::string name;
  std::vector<Estimate> of;
  bool share = true;  ///< a pure number of about 1; otherwise in the unit of the outcome
};

/// What one method says about one outcome.
struct IndexTable {
  std::string method;                                   ///< morris, sobol, pawn, rank, split
  std::string subject;                                  ///< factor, group, pair, part
  std::vector<std::string> subjects;                    ///< names of the rows, the most important first
  std::vector<IndexColumn> columns;                     ///< the first one is what they are sorted by
  std::vector<std::pair<std::string, double>> numbers;  ///< about all of them: variance
  std::string unit_of_use;                              ///< blocks, trajectories, points
  std::size_t used = 0, dropped = 0;
  std::string meaning;  ///< one line
  std::vector<std::string> notes = {};
  bool constant = false;  ///< the outcome is the same everywhere: its indices say nothing, and its only note says so
};

/// The column of what an index must exceed to be told from that of a factor that does nothing.
inline constexpr std::string_view threshold_column = "threshold";
/// False also where the method has no threshold.
bool below_threshold(const IndexTable& table, std::size_t k);

/// Words of --method, the first of which leaves the choice to the design.
extern const std::vector<std::string_view> sensitivity_methods;
/// What `auto` means for the design, or the method asked for; InputError when that cannot be had from this design.
std::vector<std::string> methods_for(const DesignedResult& result, const std::string& asked);

/// Tables of each outcome: of one, or of the months of a series. An outcome is the values of pairs.
std::vector<std::vector<IndexTable>> index_tables(const DesignedResult& result,
                                                  const std::vector<std::vector<double>>& outcomes,
                                                  const std::vector<std::string>& methods,
                                                  const BootstrapOptions& options);

/// What is known of one outcome at one time.
struct OutcomeIndices {
  std::string outcome;  ///< eci_frontier[China]
  std::string unit;
  std::string at;  ///< "2028", "2028-06", or "" for one number per run
  std::string title;
  std::size_t numberless = 0;  ///< points dropped because it has no number there
  std::vector<IndexTable> tables;
};

/// Indices of an outcome. RunError when fewer than two units (blocks, trajectories, points) of the design are whole.
OutcomeIndices outcome_indices(const DesignedResult& result, const SelectedOutcome& outcome,
                               const std::vector<std::string>& methods, const BootstrapOptions& options);
/// Indices of an observable at every month.
std::vector<OutcomeIndices> indices_over_time(const DesignedResult& result, const SelectedOutcome& outcome,
                                              const std::vector<std::string>& methods, const BootstrapOptions& options);

/// What the tables come to, in one or two sentences: which subjects carry most, and whether they can be told from
/// noise.
std::string verdict(const OutcomeIndices& indices);

nlohmann::ordered_json indices_json(const DesignedResult& result, const std::vector<OutcomeIndices>& all,
                                    const BootstrapOptions& options);
/// One number a line.
std::string indices_csv(const DesignedResult& result, const std::vector<OutcomeIndices>& all);

}  // namespace racesim

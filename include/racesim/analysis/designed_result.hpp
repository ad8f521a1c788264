#pragma once
// A result whose runs were made at the points of a design: a merged sweep, or `racesim run --sample`. What was varied,
// which runs belong to which point, and what became of them.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "racesim/analysis/result_file.hpp"
#include "racesim/statistics/design.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

/// Whether the points of a sweep share the random numbers of their replicates, as its file says.
RandomNumbers random_numbers_of(const ResultFile& file);

/// What was varied.
struct VariedFactor {
  std::string name;
  std::string unit;
  std::vector<std::string> labels = {};  ///< of its levels; empty without
  std::vector<double> numbers = {};      ///< of the labels, as they stand in the values of the design
  bool ordered = false;                  ///< the labels are all numbers or all months

  /// Its labels are neither all numbers nor all months: more and less mean nothing.
  bool unordered() const { return !labels.empty() && !ordered; }
};

struct DesignedResult {
  const ResultFile* file = nullptr;
  std::string kind;  ///< `study_design` of a sweep, or "sample"
  std::vector<VariedFactor> factors;
  std::vector<int> group;  ///< of each factor
  std::vector<std::string> group_names;
  Design u;       ///< coordinates of the design; empty for a sample
  Design values;  ///< in the units of the factors; of levels VariedFactor::numbers
  std::size_t replicates = 1;
  RandomNumbers random_numbers = RandomNumbers::own;  ///< common: those of a replicate are the same at all points
  std::size_t scenario = 0;
  std::optional<std::size_t> minus;  ///< scenario that is taken off, run by run

  /// Per run of the file: point * replicates + replicate when it is of the scenario (or of that taken off), else -1.
  std::vector<std::int64_t> place, minus_place;
  enum class State : std::uint8_t { sound, missing, failed };
  std::vector<State> state;  ///< per point: of its worst run

  std::size_t points() const { return state.size(); }
  std::size_t count(State wanted) const;
  /// Points that are a sample of the factors' distributions: of Saltelli blocks the rows A and B, else all.
  std::vector<std::size_t> sample_points() const;
  /// `export_ban`, `export_ban - no_controls`
  std::string scenario_text() const;
};

/// Throws InputError when the file holds no design.
DesignedResult read_design(const ResultFile& file, std::size_t scenario, std::optional<std::size_t> minus);
/// The same by names: without `scenario` that of the first, without `minus` nothing is taken off.
DesignedResult read_design(const ResultFile& file, const std::string& scenario, const std::string& minus);

/// A quantity at every replicate of every point: of the scenario, less that of the other one where there is one. NaN
/// where a run is not sound or has no number.
std::vector<double> pair_values(const DesignedResult& result, const ResultQuantity& quantity, const Period& period);
/// The same month by month.
std::vector<std::vector<float>> pair_values_by_month(const DesignedResult& result, const ResultQuantity& quantity);

/// Means over the replicates of each point; NaN where a run failed or is missing, and where any has no number.
struct PointMeans {
  std::vector<double> mean;
  std::size_t numberless = 0;  ///< points whose runs are sound, but not all have a number
};
PointMeans point_means(const DesignedResult& result, std::span<const double> pairs);

/// What must be said beside every result: points dropped because a run failed or is missing.
std::vector<std::string> notes_of(const DesignedResult& result);
/// What is to be known of an outcome that has no number at some points; "" for none.
std::string numberless_text(const DesignedResult& result, std::size_t numberless);
/// What is said of an outcome that is the same everywhere.
inline constexpr std::string_view constant_note =
    "Constant: the outcome is the same at every point; nothing can be told from it.";

/// Rows of a design, and numbers of the same rows.
Design rows_of(const Design& design, std::span<const std::size_t> rows);
std::vector<double> rows_of(std::span<const double> values, std::span<const std::size_t> rows);

}  // namespace racesim

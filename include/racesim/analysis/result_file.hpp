#pragma once
// Result files as analyses read them: which runs there are, and one number per run or month. Only what is asked for is
// read, in pieces, so that a file may be larger than memory.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/month.hpp"
#include "racesim/io/dataset_reader.hpp"

namespace racesim {

/// What is asked of each run: an outcome, or one entry of an observable that is kept month by month.
struct ResultQuantity {
  std::string variable;
  std::string entry;  ///< "China"; "China, Nvidia" along two dimensions; "" where there is but one
  std::string unit;
  std::string doc;
  bool monthly = false;
  std::size_t place = 0;  ///< of the entry among the values of a month
  std::size_t width = 1;  ///< values of a month

  /// `final_lag_months`, `eci_frontier[China]`
  std::string name() const { return entry.empty() ? variable : variable + "[" + entry + "]"; }
};

/// Months over which a mean is taken, from the first of the file.
struct Period {
  std::string text;  ///< "2028", "2028-06"
  int first = 0;
  int count = 1;
};

/// True for a file that is HDF5, or would be by its name.
bool is_result_file(const std::filesystem::path& path);

/// An open result file of `racesim run` or of a sweep. Anything asked for that it does not hold is InputError, with
/// what it does hold; a file that cannot be read is RunError.
class ResultFile {
 public:
  explicit ResultFile(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }
  const DatasetReader& data() const { return data_; }
  bool has(std::string_view variable) const { return data_.schema().find_variable(variable) != nullptr; }

  /// YAML of its scenarios with every default filled in, in order; empty where the file does not keep them.
  std::vector<std::string> resolved_scenarios() const;
  /// Attributes of the file; none when it has no such number or text.
  std::optional<std::int64_t> number(std::string_view attribute) const;
  std::optional<std::string> text(std::string_view attribute) const;

  std::size_t runs() const { return scenario_.size(); }
  const std::vector<std::string>& scenarios() const { return scenarios_; }
  /// Place of a scenario in scenarios().
  std::size_t find_scenario(std::string_view name) const;
  std::size_t scenario(std::size_t run) const { return static_cast<std::size_t>(scenario_[run]); }
  /// True when the run came to its end: neither failed nor missing.
  bool sound(std::size_t run) const { return status_[run] == 1; }
  bool missing(std::size_t run) const { return status_[run] == 0; }

  /// Throws InputError when a run, by its scenario, seed, design point and replicate, is in the file more than once:
  /// it would count as often.
  void require_distinct_runs() const;

  int months() const { return months_; }
  Month month(int t) const { return start_ + t; }
  /// `2028-06`, or `2028`: the months of that year that the file has.
  Period period(std::string_view text) const;
  Period last_month() const;

  /// Names of the outcomes, and of the observables kept month by month.
  std::vector<std::string> outcomes() const;
  std::vector<std::string> series() const;
  /// NAME or NAME[ENTRY]; [leader] and [follower] are the blocs of the first scenario. A quantity by bloc without an
  /// entry means that of each of `blocs`.
  std::vector<ResultQuantity> find(std::string_view text, std::span<const std::string> blocs = {}) const;

  /// One number per run: the outcome, or the mean over a period; NaN for runs that are not sound.
  std::vector<double> values(const ResultQuantity& quantity, const Period& period = {}) const;
  /// A monthly quantity, runs in pieces: `take(first run, values)` gets all months of one run after the other.
  void scan(const ResultQuantity& quantity, const std::function<void(std::size_t, std::span<const float>)>& take) const;

  /// The error of asking for what is not there.
  [[noreturn]] void refuse(const std::string& message, const std::string& hint) const;

 private:
  void check_format() const;
  void read_months();
  std::vector<std::string> names(std::span<const std::string> dimensions) const;
  std::vector<ResultQuantity> entries(const Variable& variable) const;
  std::string bloc_in_role(const std::string& role) const;

  std::filesystem::path path_;
  DatasetReader data_;
  std::vector<std::string> scenarios_;
  std::vector<std::int32_t> scenario_;
  std::vector<std::int8_t> status_;
  Month start_;
  int months_ = 0;
};

}  // namespace racesim

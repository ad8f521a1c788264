#pragma once
// A small merged file of a sweep, as `racesim merge` writes it, whose outcomes are functions that a test knows.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "racesim/core/month.hpp"
#include "racesim/io/dataset_writer.hpp"
#include "racesim/statistics/design.hpp"

namespace racesim {

/// What is swept, and what comes of it.
struct MadeSweep {
  std::string kind = "monte_carlo";
  Design design;
  std::vector<std::string> scenarios = {"base"};
  std::size_t replicates = 1;
  std::vector<int> group = {};                              ///< without: every factor is its own
  std::vector<std::string> levels = {};                     ///< per factor, JSON array or ""
  std::vector<double> low = {}, high = {};                  ///< per factor, values at u = 0 and 1; without: 0 and 1
  std::vector<std::string> unit = {};                       ///< per factor
  std::map<std::size_t, std::vector<double>> numbers = {};  ///< of the levels of factors that are parameters
  std::vector<std::int64_t> seed = {};                      ///< per scenario; without: 1
  std::string random_numbers = "own";
  int months = 24;                                 ///< from 2027-01
  std::map<std::size_t, std::int8_t> status = {};  ///< of runs that are not done

  /// Outcome `y` of a run.
  std::function<double(const double* u, std::size_t scenario, std::size_t replicate)> outcome;
  /// Series `level` (run, time) and `share` (run, time, bloc), when given; bloc is -1 for `level`.
  std::function<double(const double* u, std::size_t scenario, std::size_t replicate, int month, int bloc)> series = {};
};

/// Level number of a categorical factor.
inline std::size_t level_of(double u, std::size_t levels) {
  return std::min(levels - 1, static_cast<std::size_t>(u * static_cast<double>(levels)));
}

/// `rows` are the runs in the order in which they are to stand, for files that went through other tools; without, all
/// in their own order.
inline void write_merged(const std::filesystem::path& path, const MadeSweep& sweep,
                         std::vector<std::size_t> rows = {}) {
  const std::size_t points = sweep.design.rows(), factors = sweep.design.factors, n_scenarios = sweep.scenarios.size();
  const std::size_t runs = points * n_scenarios * sweep.replicates;
  const std::vector<std::string> blocs = {"US", "China"};
  for (std::size_t run = rows.empty() ? 0 : runs; run < runs; ++run) rows.push_back(run);
  FileSchema schema;
  schema.dimensions = {{"run", rows.size()},           {"time", static_cast<std::size_t>(sweep.months)},
                       {"scenario_name", n_scenarios}, {"bloc", 2},
                       {"study/point", points},        {"study/factor", factors}};
  auto& v = schema.variables;
  v = {time_coordinate(),
       {.path = "scenario_name", .type = ValueType::text, .dimensions = {"scenario_name"}},
       {.path = "bloc", .type = ValueType::text, .dimensions = {"bloc"}},
       {.path = "scenario", .type = ValueType::int32, .dimensions = {"run"}},
       {.path = "seed", .type = ValueType::int64, .dimensions = {"run"}},
       {.path = "replicate", .type = ValueType::int64, .dimensions = {"run"}},
       {.path = "design_point", .type = ValueType::int64, .dimensions = {"run"}},
       {.path = "status", .type = ValueType::int8, .dimensions = {"run"}, .flags = {"not_run", "done", "failed"}},
       {.path = "y", .dimensions = {"run"}, .unit = "month", .long_name = "outcome"},
       {.path = "study/factor", .type = ValueType::text, .dimensions = {"factor"}},
       {.path = "study/unit", .type = ValueType::text, .dimensions = {"factor"}},
       {.path = "study/levels", .type = ValueType::text, .dimensions = {"factor"}},
       {.path = "study/group", .type = ValueType::int32, .dimensions = {"factor"}},
       {.path = "study/group_name", .type = ValueType::text, .dimensions = {"factor"}},
       {.path = "study/u", .dimensions = {"point", "factor"}},
       {.path = "study/value", .dimensions = {"point", "factor"}}};
  if (sweep.series) {
    v.push_back({.path = "level", .type = ValueType::float32, .dimensions = {"run", "time"}, .unit = "ECI"});
    v.push_back({.path = "share", .type = ValueType::float32, .dimensions = {"run", "time", "bloc"}, .unit = "1"});
  }
  schema.attributes = {{"study_design", sweep.kind},
                       {"study_block", static_cast<std::int64_t>(sweep.design.block)},
                       {"study_second_order", std::int64_t{0}},
                       {"study_replicates", static_cast<std::int64_t>(sweep.replicates)},
                       {"study_random_numbers", sweep.random_numbers}};

  std::vector<std::int32_t> time, scenario, group;
  for (int t = 0; t < sweep.months; ++t) time.push_back(days_since_epoch(Month::of(2027, 1) + t));
  std::vector<std::int64_t> seed, replicate, design_point;
  std::vector<std::int8_t> status;
  std::vector<double> y, value;
  std::vector<float> level, share;
  for (const std::size_t run : rows) {
    const std::size_t r = run % sweep.replicates, s = run / sweep.replicates % n_scenarios;
    const std::size_t point = run / sweep.replicates / n_scenarios;
    const double* u = sweep.design.row(point);
    const auto odd = sweep.status.find(run);
    scenario.push_back(static_cast<std::int32_t>(s));
    seed.push_back(s < sweep.seed.size() ? sweep.seed[s] : 1);
    replicate.push_back(static_cast<std::int64_t>(r));
    design_point.push_back(static_cast<std::int64_t>(point));
    status.push_back(odd == sweep.status.end() ? std::int8_t{1} : odd->second);
    y.push_back(status.back() == 1 ? sweep.outcome(u, s, r) : std::numeric_limits<double>::quiet_NaN());
    for (int t = 0; sweep.series && t < sweep.months; ++t) {
      level.push_back(static_cast<float>(sweep.series(u, s, r, t, -1)));
      for (int b = 0; b < 2; ++b) share.push_back(static_cast<float>(sweep.series(u, s, r, t, b)));
    }
  }
  std::vector<std::string> name, unit, levels, group_name;
  for (std::size_t k = 0; k < factors; ++k) {
    name.push_back("x" + std::to_string(k + 1));
    unit.push_back(k < sweep.unit.size() ? sweep.unit[k] : "1");
    levels.push_back(k < sweep.levels.size() ? sweep.levels[k] : "");
    group.push_back(k < sweep.group.size() ? sweep.group[k] : static_cast<int>(k));
    group_name.push_back(k < sweep.group.size() ? "g" + std::to_string(group.back() + 1) : "");
  }
  for (std::size_t i = 0; i < sweep.design.u.size(); ++i) {
    const std::size_t k = i % factors;
    const auto commas = static_cast<std::size_t>(std::count(levels[k].begin(), levels[k].end(), ','));
    const double low = k < sweep.low.size() ? sweep.low[k] : 0, high = k < sweep.high.size() ? sweep.high[k] : 1;
    const std::size_t number = level_of(sweep.design.u[i], commas + 1);
    const auto numbers = sweep.numbers.find(k);
    value.push_back(levels[k].empty()                ? low + (high - low) * sweep.design.u[i]
                    : numbers == sweep.numbers.end() ? static_cast<double>(number)
                                                     : numbers->second[number]);
  }

  DatasetWriter writer(path, schema);
  const auto write = [&](const char* variable, const auto& values) { writer.write(variable, std::span(values)); };
  write("time", time);
  write("scenario_name", sweep.scenarios);
  write("bloc", blocs);
  write("scenario", scenario);
  write("seed", seed);
  write("replicate", replicate);
  write("design_point", design_point);
  write("status", status);
  write("y", y);
  write("study/factor", name);
  write("study/unit", unit);
  write("study/levels", levels);
  write("study/group", group);
  write("study/group_name", group_name);
  write("study/u", sweep.design.u);
  write("study/value", value);
  if (sweep.series) {
    write("level", level);
    write("share", share);
  }
  writer.finish();
}

}  // namespace racesim

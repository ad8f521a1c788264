#pragma once
// A study as its file states it: which scenarios are run at which points of which factors, how often, and what is kept.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/io/node.hpp"
#include "racesim/io/yaml_type.hpp"
#include "racesim/model/scenario.hpp"
#include "racesim/statistics/random_numbers.hpp"

namespace racesim {

/// The value of `format` in every study file.
inline constexpr std::string_view study_format = "racesim-study/2";

/// How the points are laid; see statistics/design.hpp.
enum class DesignType {
  monte_carlo,
  latin_hypercube,
  sobol,
  saltelli,
  morris,
  full_factorial,
  fractional_factorial,
  one_at_a_time,
  table,
};
std::span<const std::string_view> enum_names(DesignType);
/// Points at hand stay when the design is made larger.
bool extendable(DesignType type);
/// Points lie on a grid whose ends stand for `low` and `high`.
bool on_grid(DesignType type);
/// Points are drawn so that rank correlations make sense.
bool random(DesignType type);

/// Own: every point has replicates of its own, and noise averages out over points. Common: all points share the same
/// replicates, and what differs between points comes from the factors. Scenarios at one point always share theirs.
std::span<const std::string_view> enum_names(RandomNumbers);

struct DesignRules {
  DesignType type = DesignType::sobol;
  std::int64_t size = 256;
  bool second_order = false;
  std::int64_t levels = 4;
  double low = 0.1;
  double high = 0.9;
  std::uint64_t seed = 1;
  std::string table;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.type, Field{.name = "type", .doc = "how the points are laid"});
    visit(
        self.size,
        Field{
            .name = "size",
            .lower = 1,
            .upper = 1e9,
            .doc = "points; of saltelli the blocks, of morris the trajectories; factorials and tables have their own"});
    visit(self.second_order, Field{.name = "second_order", .doc = "saltelli: also the rows that S2 needs"});
    visit(self.levels,
          Field{.name = "levels",
                .lower = 2,
                .upper = 1000,
                .doc = "steps of the grid: of morris (even), and of a full factorial's continuous factors"});
    visit(self.low, Field{.name = "low",
                          .lower = 0.001,
                          .upper = 0.999,
                          .doc = "probability that the lower end of a grid stands for"});
    visit(self.high, Field{.name = "high",
                           .lower = 0.001,
                           .upper = 0.999,
                           .doc = "probability that the upper end of a grid stands for"});
    visit(self.seed, Field{.name = "seed", .doc = "of the points; runs have the seed of their scenario"});
    visit(self.table,
          Field{.name = "table", .doc = "CSV file of a table design: a column per factor, a row per point"});
  }
};

/// A distribution as written, read when the unit and range of what it is of are known.
struct FactorDistribution {
  Node node;
};
template <>
struct YamlType<FactorDistribution> {
  static std::optional<FactorDistribution> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(const FactorDistribution& distribution);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

/// A level as written: a number, a text, a month, true or false.
struct Level {
  std::string text;
};
template <>
struct YamlType<Level> {
  static std::optional<Level> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(const Level& level);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

/// Something that is varied: a parameter, or any key of the scenarios.
struct Factor {
  std::string name;
  std::string path;
  FactorDistribution distribution;
  std::vector<Level> values;
  std::vector<double> weights;
  bool whole = false;
  std::string group;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name,
          Field{.name = "name", .doc = "a parameter, or with `path` a name for what is varied", .required = true});
    visit(self.path, Field{.name = "path", .doc = "key of the scenarios, written as for --set"});
    visit(self.distribution,
          Field{.name = "distribution",
                .doc = "of a parameter that is not to have the scenario's or its prior, or of a path"});
    visit(self.values, Field{.name = "values", .doc = "levels instead of a distribution, in order"});
    visit(self.weights,
          Field{.name = "weights", .lower = 1e-12, .upper = 1e12, .doc = "of the levels; none: all alike"});
    visit(self.whole, Field{.name = "whole", .doc = "round draws to whole numbers"});
    visit(self.group, Field{.name = "group", .doc = "factors that morris moves together; none: alone"});
  }
};

/// When enough has been run: the design doubles until the mean of an outcome is known this well.
struct StopRule {
  std::string outcome;
  std::string at;
  std::string scenario;
  std::string minus;
  double half_width = 0;
  double level = 0.95;
  std::int64_t largest = 1048576;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.outcome, Field{.name = "outcome",
                              .doc = "an outcome, or an observable that is kept, NAME or NAME[bloc]",
                              .required = true});
    visit(self.at, Field{.name = "at", .doc = "month or year of an observable"});
    visit(self.scenario, Field{.name = "scenario", .doc = "name of the scenario; the first when there is one only"});
    visit(self.minus, Field{.name = "minus", .doc = "scenario whose value is taken off, run by run"});
    visit(self.half_width, Field{.name = "half_width",
                                 .lower = 1e-12,
                                 .upper = 1e12,
                                 .doc = "half of the interval of the mean that will do, in the outcome's unit",
                                 .required = true});
    visit(self.level, Field{.name = "level", .lower = 0.5, .upper = 0.9999, .doc = "of the interval"});
    visit(self.largest,
          Field{.name = "largest", .lower = 1, .upper = 1e9, .doc = "size at which doubling ends anyway"});
  }
};

struct StudyFile {
  std::string format;
  std::string name;
  std::string title;
  std::string question;
  std::vector<std::string> sources;
  std::string expectation;
  std::vector<std::string> scenarios;
  std::vector<std::string> presets;
  std::vector<std::string> changes;
  DesignRules design;
  std::vector<Factor> factors;
  bool every_parameter = false;
  std::vector<std::string> except;
  RankCorrelations correlations;
  std::int64_t replicates = 1;
  std::optional<RandomNumbers> random_numbers;
  Record record = Record::summary;
  std::vector<std::string> series;
  std::optional<StopRule> stop;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.format, Field{.name = "format", .doc = "racesim-study/2", .required = true});
    visit(self.name, Field{.name = "name", .doc = "short name, used for directory and result file", .required = true});
    visit(self.title, Field{.name = "title", .doc = "one line"});
    visit(self.question, Field{.name = "question", .doc = "what the study asks"});
    visit(self.sources, Field{.name = "sources", .doc = "where its ranges come from"});
    visit(self.expectation, Field{.name = "expectation", .doc = "what one would expect and why"});
    visit(self.scenarios, Field{.name = "scenarios",
                                .doc = "scenario files, relative to this one; all are run at every point",
                                .required = true});
    visit(self.presets, Field{.name = "presets", .doc = "presets laid over every scenario, by name or path"});
    visit(self.changes, Field{.name = "set", .doc = "changes to every scenario, each KEY.PATH=VALUE"});
    visit(self.design, Field{.name = "design", .doc = "how the points are laid"});
    visit(self.factors, Field{.name = "factors", .doc = "what is varied"});
    visit(self.every_parameter,
          Field{.name = "every_parameter", .doc = "vary every parameter that has a distribution or a prior as well"});
    visit(self.except, Field{.name = "except", .doc = "parameters that every_parameter leaves out"});
    visit(self.correlations,
          Field{.name = "correlations", .doc = "rank correlations of factors; none: those of the first scenario"});
    visit(self.replicates,
          Field{.name = "replicates", .lower = 1, .upper = 1e6, .doc = "runs of each scenario at each point"});
    visit(self.random_numbers,
          Field{.name = "random_numbers",
                .doc = "own: replicates of its own for every point; common: the same for all; "
                       "by itself own for monte_carlo, latin_hypercube and sobol, common for the others"});
    visit(self.record, Field{.name = "record", .doc = "how much of a run is kept"});
    visit(self.series, Field{.name = "series", .doc = "observables kept month by month although `record` does not"});
    visit(self.stop, Field{.name = "stop", .doc = "go on doubling the design until this precision"});
  }

  /// What `random_numbers` says, or what suits the design.
  RandomNumbers random_numbers_in_use() const {
    return random_numbers.value_or(random(design.type) ? RandomNumbers::own : RandomNumbers::common);
  }
};

}  // namespace racesim

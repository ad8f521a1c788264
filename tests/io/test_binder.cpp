#include "support/catch.hpp"

#include "mini_scenario.hpp"
#include "racesim/io/binder.hpp"
#include "racesim/io/yaml_reader.hpp"

using namespace racesim;

namespace {

/// A value read from YAML into `target`; the complaints, a line each.
template <class T>
std::string bound(T& target, const std::string& text, Field field = {.name = "x"}) {
  Diagnostics diagnostics;
  Files files;
  Origins origins;
  const auto node = read_yaml(text, "f", diagnostics);
  if (node) Binder(files, diagnostics, origins).bind(target, *node, field);
  std::string complaints;
  for (const Diagnostic& d : diagnostics.sorted()) complaints += d.message + "\n";
  return complaints;
}

struct Odd {
  std::optional<double> maybe = 4;
  std::vector<double> numbers = {1, 2};
  std::vector<std::vector<int>> table;
  std::optional<std::variant<mini::ExportRule, mini::PowerCap>> policy;
  std::uint64_t large = 0;
  std::int64_t small = 0;
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.maybe, Field{.name = "maybe", .unit = "month"});
    visit(self.numbers, Field{.name = "numbers", .unit = "MW", .lower = 0});
    visit(self.table, Field{.name = "table"});
    visit(self.policy, Field{.name = "policy"});
    visit(self.large, Field{.name = "large"});
    visit(self.small, Field{.name = "small"});
  }
};

/// A type of the model that describes itself to the reader from outside.
struct Threshold {
  bool above = false;
  double value = 0;
};

}  // namespace

template <>
struct racesim::YamlType<Threshold> {
  static std::optional<Threshold> read(const Node& node, const Field&, Diagnostics& diagnostics) {
    if (!node.is_scalar() || node.text.empty() || (node.text[0] != '>' && node.text[0] != '<')) {
      diagnostics.error(node.mark, "a threshold begins with < or >");
      return std::nullopt;
    }
    return Threshold{.above = node.text[0] == '>', .value = std::stod(node.text.substr(1))};
  }
  static Node write(const Threshold& threshold) { return write_number(threshold.value); }
};

TEST_CASE("numbers are taken in their unit, or converted from another of the dimension") {
  double months = 0;
  const Field field{.name = "x", .unit = "month", .lower = 0, .upper = 100};
  CHECK(bound(months, "18", field).empty());
  CHECK(months == 18);
  CHECK(bound(months, "\"1.5 yr\"", field).empty());
  CHECK(months == 18);
  CHECK(bound(months, "2 quarter", field).empty());
  CHECK(months == 6);
  CHECK_FALSE(bound(months, "9 yr", field).empty());
  CHECK(months == 6);  // an unreadable value changes nothing
}

TEST_CASE("whole numbers may be written with an exponent or a unit, but must be whole and fit") {
  Odd odd;
  CHECK(bound(odd, "{large: 18446744073709551615, small: -9223372036854775808}").empty());
  CHECK(odd.large == UINT64_MAX);
  CHECK(odd.small == INT64_MIN);
  CHECK(bound(odd, "{large: 3e6, small: -2.0}").empty());
  CHECK(odd.large == 3000000);
  CHECK(odd.small == -2);
  for (const char* wrong :
       {"{large: 1e20}", "{large: 0.5}", "{large: -0.5}", "{small: 1e300}", "{small: +-1}", "{small: 1 month}"}) {
    INFO(wrong);
    CHECK_FALSE(bound(odd, wrong).empty());
  }
}

TEST_CASE("optional members take null, lists of lists and variants nest") {
  Odd odd;
  CHECK(
      bound(
          odd,
          "{maybe: ~, numbers: [1 GW, 5], table: [[1, 2], [], [3]], policy: {power_cap: {name: a, on: US, power: 1}}}")
          .empty());
  CHECK_FALSE(odd.maybe);
  CHECK(odd.numbers == std::vector<double>{1000, 5});
  CHECK(odd.table == std::vector<std::vector<int>>{{1, 2}, {}, {3}});
  REQUIRE(odd.policy);
  CHECK(std::get<mini::PowerCap>(*odd.policy).on == "US");
  CHECK(bound(odd, "{numbers: [1, -5, x]}") ==
        "\"numbers[1]\" is out of range: -5 MW\n\"numbers[2]\" must be a number, found \"x\"\n");
}

TEST_CASE("keys that are not given leave the defaults") {
  Odd odd;
  CHECK(bound(odd, "{}").empty());
  CHECK(odd.maybe == 4.0);
  CHECK(odd.numbers.size() == 2);
}

TEST_CASE("a custom type is bound through its hook, alone and in lists") {
  std::vector<Threshold> thresholds;
  CHECK(bound(thresholds, "['> 5', '<2']").empty());
  REQUIRE(thresholds.size() == 2);
  CHECK(thresholds[0].above);
  CHECK(thresholds[1].value == 2);
  CHECK(bound(thresholds, "[5]") == "a threshold begins with < or >\n");
}

TEST_CASE("every value that was given has an origin, and a default has none") {
  Files files;
  files.add("top.yaml",
            "format: racesim-scenario/2\nname: x\nclock: {end: 2025-01}\n"
            "policies:\n  - power_cap: {name: cap, on: US,\n      power: 1}\n");
  Diagnostics diagnostics;
  const auto loaded = load<mini::Scenario>("top.yaml", mini::format, {}, files, diagnostics);
  CHECK(loaded.origins.given("clock.end")->line == 3);
  CHECK(loaded.origins.given("clock.end")->column == 14);
  CHECK(loaded.origins.given("policies[cap].power")->line == 6);
  CHECK(loaded.origins.given("clock.start") == nullptr);
  CHECK(loaded.origins.nearest("clock.start").column == 8);  // of the map around it
  CHECK(loaded.origins.nearest("seed").line == 1);
  CHECK(loaded.sources.size() == 1);
}

TEST_CASE("distributions of every kind are read in the parameter's unit and stay in its range") {
  const Field field{.name = "memory", .unit = "month", .lower = 1, .upper = 60};
  const std::vector<std::pair<std::string, double>> cases = {
      {"{dist: fixed, value: 1 yr}", 12},
      {"{dist: normal, mean: 10, sd: 20}", 10},
      {"{dist: normal, p10: 5, p90: 15}", 10},
      {"{dist: normal, mean: 10.5, p10: 5, p90: 15, source: s}", 10.5},
      {"{dist: normal, mean: 2, sd: 3, low: 1, high: 4, central: 3}", 3},
      {"{dist: lognormal, median: 9, sigma: 0.5}", 9},
      {"{dist: lognormal, p10: 4, p90: 16}", 8},
      {"{dist: uniform, low: 1, high: 5 yr}", 30.5},
      {"{dist: loguniform, low: 1, high: 4}", 2},
      {"{dist: triangular, low: 2, mode: 10, high: 18}", 10},
      {"{dist: beta, alpha: 2, beta: 2, low: 10, high: 20}", 15},
      {"{dist: discrete, values: [3, 1, 2], weights: [1, 1, 2]}", 2},
      {"{dist: discrete, values: [3, 1, 2]}", 2},
      {"{dist: empirical, values: [4, 1, 7]}", 4},
  };
  for (const auto& [text, central] : cases) {
    INFO(text);
    Diagnostics diagnostics;
    const auto node = read_yaml(text, "f", diagnostics);
    const auto value = read_uncertain(*node, field, diagnostics);
    REQUIRE(value);
    CHECK(value->central == Approx(central).epsilon(1e-9));
    REQUIRE(value->distribution);
    for (double u : {1e-12, 0.3, 1 - 1e-12}) {
      CHECK(value->distribution->quantile(u) >= 1);
      CHECK(value->distribution->quantile(u) <= 60);
    }
  }
}

TEST_CASE("correlations are read as pairs or as a matrix, and name only what has a distribution") {
  RankCorrelations pairs, matrix;
  CHECK(bound(pairs, "[{between: [a, b], rank: 0.5}, {between: [c, a], rank: -0.25}]").empty());
  CHECK(pairs.names == std::vector<std::string>{"a", "b", "c"});
  CHECK(pairs.matrix == std::vector<double>{1, 0.5, -0.25, 0.5, 1, 0, -0.25, 0, 1});
  CHECK(bound(matrix, "{names: [a, b, c], rank: [[1, 0.5, -0.25], [0.5, 1, 0], [-0.25, 0, 1]]}").empty());
  CHECK(matrix.matrix == pairs.matrix);
  Diagnostics diagnostics;
  check_correlations(pairs, {{"a", {}, ""}, {"b", {}, ""}}, {"f", 1, 1}, diagnostics);
  REQUIRE(diagnostics.sorted().size() == 1);
  CHECK(diagnostics.sorted()[0].message == "correlated parameter \"c\" has no distribution");
}

// Labs, chips and paths of a base are extended row by row.
#include "racesim/io/scenario_io.hpp"
#include "support/catch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string head =
    "format: racesim-scenario/2\nname: x\nextends: " RACESIM_SOURCE_DIR "/scenarios/baseline.yaml\n";

struct Changed {
  Scenario scenario;
  std::string complaints;
};

Changed changed(const std::string& text, const std::vector<std::string>& set = {}) {
  Files files;
  Diagnostics diagnostics;
  files.add("x.yaml", head + text);
  LoadedScenario loaded = load<Scenario>("x.yaml", std::string(scenario_format), set, files, diagnostics);
  if (!diagnostics.has_errors()) check_scenario(loaded.value, loaded.origins, diagnostics);
  Changed result{std::move(loaded.value), ""};
  for (const Diagnostic& finding : diagnostics.sorted()) result.complaints += to_string(finding) + "\n";
  return result;
}

}  // namespace

TEST_CASE("a new lab is one row and its path") {
  const Changed base = changed("");
  const Changed more = changed(
      "labs:\n  Newcomer: {bloc: US, openness_propensity: -2, initial_eci: 100}\n"
      "lab_paths:\n  add:\n"
      "    - {lab: Newcomer, month: 2024-01, item: staff, value: 100}\n"
      "    - {lab: Newcomer, month: 2024-01, item: chip_budget, value: 1e+9}\n");
  CHECK(more.complaints == "");
  REQUIRE(more.scenario.labs.size() == base.scenario.labs.size() + 1);
  CHECK(more.scenario.labs.back().name == "Newcomer");
  REQUIRE(more.scenario.lab_paths.size() == base.scenario.lab_paths.size() + 2);
  CHECK(more.scenario.lab_paths.back().value == 1e9);
  CHECK(more.scenario.lab_paths[0].value == base.scenario.lab_paths[0].value);
  CHECK_THAT(changed("labs: {Newcomer: {bloc: US}}\n").complaints, ContainsSubstring("Newcomer"));  // without a path
}

TEST_CASE("a new chip is one row and its price") {
  const Changed more = changed(
      "chips:\n  H21: {vendor: Nvidia, origin: US, tpp: 2000, h100e: 0.15, watts: 400, launch: 2026-01}\n"
      "chip_prices: {add: [{chip: H21, month: 2026-01, usd: 9000}]}\n");
  CHECK(more.complaints == "");
  CHECK(more.scenario.chips.back().name == "H21");
  CHECK(more.scenario.chip_prices.back().usd == 9000);
}

TEST_CASE("rows are removed by their values before others are added, from --set too") {
  const Changed base = changed("");
  const auto staff = [](const Scenario& scenario) {
    return std::ranges::count_if(scenario.lab_paths, [](const LabPoint& point) {
      return point.lab == "DeepSeek" && point.item == LabItem::staff;
    });
  };
  REQUIRE(staff(base.scenario) > 1);
  const std::string change =
      "{remove: [{lab: DeepSeek, item: staff}], add: [{lab: DeepSeek, month: 2024-01, item: staff, value: 200}]}";
  for (const Changed& more : {changed("lab_paths: " + change + "\n"), changed("", {"lab_paths=" + change})}) {
    CHECK(more.complaints == "");
    CHECK(staff(more.scenario) == 1);
  }
}

TEST_CASE("a pattern that no row has, or that is none, is refused where it stands") {
  CHECK(changed("lab_paths: {remove: [{lab: Deepseek}]}\n").complaints ==
        "x.yaml:4:22: error: no row has these values (a row is removed when it has all of them)\n");
  CHECK(changed("lab_paths: {remove: [DeepSeek]}\n").complaints ==
        "x.yaml:4:22: error: `remove` needs values of rows, found \"DeepSeek\" (write for instance {lab: X, item: "
        "staff})\n");
}

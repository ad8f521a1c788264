#include "support/catch.hpp"

#include "mini_scenario.hpp"
#include "racesim/io/binder.hpp"
#include "racesim/io/writer.hpp"

using namespace racesim;

namespace {

const std::string head = "format: racesim-scenario/2\n";

/// Loads the file "top.yaml" of files held in memory.
struct Loader {
  Files files;
  Diagnostics diagnostics;
  Loaded<mini::Scenario> operator()(const std::vector<std::string>& set = {}) {
    return load<mini::Scenario>("top.yaml", mini::format, set, files, diagnostics);
  }
  std::string complaints() const {
    std::string text;
    for (const Diagnostic& d : diagnostics.sorted()) text += to_string(d) + "\n";
    return text;
  }
};

Loader chips_and_policies() {
  Loader loader;
  loader.files.add("lib/chips.csv", "name,vendor,tpp,sold_in\nA100,Nvidia,4992,US;China\nH100,Nvidia,15832,\n");
  loader.files.add("lib/base.yaml", head +
                                        "name: base\nchips: chips.csv\nclock: {start: 2022-01, end: 2025-12}\n"
                                        "labs: [{name: X, bloc: US, capital: {2022-01: 1, 2023-01: 2}}]\n"
                                        "parameters: {elasticity: {dist: normal, mean: 0.3, sd: 1}, memory: 7}\n");
  loader.files.add("top.yaml", head +
                                   "name: top\nextends: lib/base.yaml\n"
                                   "policies:\n  - power_cap: {name: cap, on: US, power: 1}\n"
                                   "  - power_cap: {name: cut, on: EU, power: 2}\n");
  return loader;
}

}  // namespace

TEST_CASE("an extending file wins, maps merge and paths are relative to the file that names them") {
  Loader load = chips_and_policies();
  const auto scenario = load().value;
  CHECK(load.complaints().empty());
  CHECK(scenario.name == "top");
  CHECK(scenario.clock.end == Month::of(2025, 12));
  REQUIRE(scenario.chips.size() == 2);
  CHECK(scenario.chips[0].sold_in == std::vector<std::string>{"US", "China"});
  CHECK(scenario.parameters.uncertain.size() == 1);
}

TEST_CASE("several files are laid over one another in order, the extending one last") {
  Loader load;
  load.files.add("a.yaml", head + "name: a\nseed: 1\nreplicates: 10\ntitle: from a\n");
  load.files.add("b.yaml", head + "name: b\nseed: 2\nreplicates: 20\n");
  load.files.add("top.yaml", head + "extends: [a.yaml, b.yaml]\nseed: 3\n");
  const auto scenario = load().value;
  CHECK(load.complaints().empty());
  CHECK(scenario.name == "b");
  CHECK(scenario.seed == 3);
  CHECK(scenario.replicates == 20);
  CHECK(scenario.title == "from a");
}

TEST_CASE("a map laid on a table changes its rows, and !delete takes one away") {
  Loader load = chips_and_policies();
  load.files.add("top.yaml", head +
                                 "name: top\nextends: lib/base.yaml\nchips: {H100: {watts: 0.5 kW}, A100: !delete}\n"
                                 "labs: {X: {capital: {2022-06: 5}}}\n");
  const auto loaded = load();
  CHECK(load.complaints().empty());
  REQUIRE(loaded.value.chips.size() == 1);
  CHECK(loaded.value.chips[0].watts == 500);
  CHECK(loaded.value.chips[0].tpp == 15832);
  REQUIRE(loaded.value.labs[0].capital.points.size() == 3);
  CHECK(loaded.value.labs[0].capital.points[1].value == 5);
  CHECK(loaded.origins.given("chips[H100].tpp")->file == "lib/chips.csv");
  CHECK(loaded.origins.given("chips[H100].watts")->file == "top.yaml");
}

TEST_CASE("a distribution replaces another one whole") {
  Loader load = chips_and_policies();
  load.files.add(
      "top.yaml",
      head + "name: top\nextends: lib/base.yaml\nparameters: {elasticity: {dist: uniform, low: 0, high: 1}}\n");
  const auto scenario = load().value;
  CHECK(load.complaints().empty());
  CHECK(scenario.parameters.values.elasticity == 0.5);
  CHECK(scenario.parameters.values.memory == 7);
}

TEST_CASE(
    "a map from name to policy adds to the policies of a file that is extended, changes them and takes them away") {
  Loader load = chips_and_policies();
  load.files.add("middle.yaml", head + "extends: top.yaml\npolicies: {cap: {power_cap: {power: 5}}, cut: !delete}\n");
  load.files.add("top2.yaml", head +
                                  "name: x\nextends: middle.yaml\n"
                                  "policies: {rule: {export_rule: {from: US, to: [EU], at: 2024-01}}}\n");
  const auto loaded = racesim::load<mini::Scenario>(
      "top2.yaml", mini::format, std::vector<std::string>{"policies[rule].ramp=3"}, load.files, load.diagnostics);
  CHECK(load.complaints().empty());
  REQUIRE(loaded.value.policies.size() == 2);
  const auto& cap = std::get<mini::PowerCap>(loaded.value.policies[0]);
  CHECK(cap.name == "cap");
  CHECK(cap.on == "US");
  CHECK(cap.power == 5);
  CHECK(std::get<mini::ExportRule>(loaded.value.policies[1]).name == "rule");
  CHECK(std::get<mini::ExportRule>(loaded.value.policies[1]).ramp == 3);
  CHECK(loaded.origins.given("policies[cap].power")->file == "middle.yaml");
}

TEST_CASE("policies by name stand on an empty list, where --set finds them too") {
  Loader load;
  load.files.add("base.yaml", head + "policies: []\n");
  load.files.add("top.yaml", head +
                                 "name: x\nextends: base.yaml\n"
                                 "policies: {cap: {power_cap: {on: US, power: 5}}}\n");
  const auto scenario = load({"policies[cap].power=6"}).value;
  CHECK(load.complaints().empty());
  REQUIRE(scenario.policies.size() == 1);
  CHECK(std::get<mini::PowerCap>(scenario.policies[0]).power == 6);
}

TEST_CASE("an entry by name of another type, or of another name, is refused where it stands") {
  Loader load = chips_and_policies();
  load.files.add("top.yaml", head +
                                 "name: x\npolicies:\n  a: {power_cap: {name: b, on: US, power: 5}}\n"
                                 "  c: {power_cap: {on: US, power: 5}, export_rule: {at: 2024-01}}\n");
  load();
  CHECK(load.complaints() == "top.yaml:4:25: error: the entry \"a\" calls itself \"b\" (leave its name out)\n");
}

TEST_CASE("presets lie over a scenario in their order, below --set, and their values say where they stand") {
  Loader load = chips_and_policies();
  load.files.add("p/one.yaml", "parameters: {memory: {dist: fixed, value: 11}, price: 5}\n");
  load.files.add("p/two.yaml", "parameters: {price: 6}\n");
  const std::vector<std::string> presets = {"p/one.yaml", "p/two.yaml"};
  const auto loaded =
      racesim::load<mini::Scenario>("top.yaml", mini::format, {}, load.files, load.diagnostics, presets);
  CHECK(load.complaints().empty());
  CHECK(loaded.value.name == "top");
  CHECK(loaded.value.policies.size() == 2);
  CHECK(loaded.value.parameters.values.memory == 11);
  CHECK(loaded.value.parameters.values.price == 6);
  REQUIRE(loaded.value.parameters.uncertain.size() == 2);  // elasticity of the base, memory held by the preset
  CHECK(loaded.value.parameters.uncertain[1].distribution.kind == Distribution::Kind::fixed);
  CHECK(loaded.origins.given("parameters.memory")->file == "p/one.yaml");
  CHECK(loaded.sources.count("p/two.yaml") == 1);
  const auto set = racesim::load<mini::Scenario>(
      "top.yaml", mini::format, std::vector<std::string>{"parameters.price=7"}, load.files, load.diagnostics, presets);
  CHECK(set.value.parameters.values.price == 7);
}

TEST_CASE("a preset that is missing, or of another format, is refused") {
  Loader load = chips_and_policies();
  load.files.add("p.yaml", "format: racesim-scenario/0\n");
  racesim::load<mini::Scenario>("top.yaml", mini::format, {}, load.files, load.diagnostics,
                                std::vector<std::string>{"none.yaml", "p.yaml"});
  CHECK(load.complaints() ==
        "--preset:1:1: error: cannot read \"none.yaml\": there is no such file\n"
        "p.yaml:1:9: error: format \"racesim-scenario/0\" is not read here (write racesim-scenario/2)\n");
}

TEST_CASE("a file that is extended twice is read once") {
  Loader load;
  load.files.add("top.yaml", head + "name: x\nextends: [f0.yaml, f0.yaml]\n");
  for (int i = 0; i < 25; ++i) {  // 2^25 readings otherwise
    const std::string next = "f" + std::to_string(i + 1) + ".yaml";
    load.files.add("f" + std::to_string(i) + ".yaml", head + "extends: [" + next + ", " + next + "]\n");
  }
  load.files.add("f25.yaml", head + "seed: 4\n");
  CHECK(load().value.seed == 4);
  CHECK(load.complaints().empty());
}

TEST_CASE("a very long chain of files is refused, not followed") {
  Loader load;
  load.files.add("top.yaml", head + "name: x\nextends: f0.yaml\n");
  for (int i = 0; i < 1000; ++i) {
    load.files.add("f" + std::to_string(i) + ".yaml", head + "extends: f" + std::to_string(i + 1) + ".yaml\n");
  }
  load();
  CHECK(load.complaints() == "f30.yaml:2:10: error: more than 32 files extend one another\n");
}

TEST_CASE("--set reaches keys, rows of tables, entries of lists by index and by name") {
  Loader load = chips_and_policies();
  load({"title=a: b"});
  CHECK(load.complaints() == "--set:1:7: error: \"title\" must be a text, found a map\n");  // a: b is a map
  Loader again = chips_and_policies();
  const auto scenario =
      again({"seed=7", "clock.end=2024-06", "chips[A100].tpp=1", "chips.H100.sold_in=[US, EU]",
             "policies[cut].power=3 GW", "policies[0].power_cap.on=China", "labs[X].capital.2022-07=9",
             "parameters.memory={dist: lognormal, p10: 4, p90: 18}", "clock.start=!delete", "title='a: b'"})
          .value;
  CHECK(again.complaints().empty());
  CHECK(scenario.seed == 7);
  CHECK(scenario.clock.end == Month::of(2024, 6));
  CHECK(scenario.clock.start == mini::Clock{}.start);
  CHECK(scenario.chips[0].tpp == 1);
  CHECK(scenario.chips[1].sold_in == std::vector<std::string>{"US", "EU"});
  CHECK(std::get<mini::PowerCap>(scenario.policies[1]).power == 3000);
  CHECK(std::get<mini::PowerCap>(scenario.policies[0]).on == "China");
  CHECK(scenario.labs[0].capital.points[1].value == 9);
  CHECK(scenario.parameters.uncertain.size() == 2);
  CHECK(scenario.title == "a: b");
}

TEST_CASE("a # in the value of --set begins no comment") {
  Loader load = chips_and_policies();
  const auto scenario = load({"title=Does rule #12 matter?", "chips[A100].vendor=#1", "labs.X={bloc: a #b}",
                              "policies[cut]={on: \"x # y\"}"})
                            .value;
  CHECK(load.complaints().empty());
  CHECK(scenario.title == "Does rule #12 matter?");
  CHECK(scenario.chips[0].vendor == "#1");
  CHECK(scenario.labs[0].bloc == "a #b");
  CHECK(std::get<mini::PowerCap>(scenario.policies[1]).on == "x # y");
  Loader number = chips_and_policies();
  number({"replicates=3 # for a look"});
  CHECK(number.complaints().find("\"replicates\" must be a number") == std::string::npos);
  CHECK(number.complaints().find("\"# for a look\"") != std::string::npos);
}

TEST_CASE("malformed and mistaken --set options are refused with their column") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"seed", "--set:1:1: error: \"seed\" sets nothing (write key.path=value)"},
      {"=5", "--set:1:1: error: no key before the = (write key.path=value)"},
      {"seed=", "--set:1:6: error: no value behind the = (write key.path=value)"},
      {"clock..end=1",
       "--set:1:7: error: \"clock..end\" is no path (write key.path=value, with [index] or [name] in lists)"},
      {"policies[0=1",
       "--set:1:9: error: \"policies[0\" is no path (write key.path=value, with [index] or [name] in lists)"},
      {"policies[7].x=1", "--set:1:9: error: there is no entry [7] (the list has 2, counted from 0)"},
      {"policies[cot].x=1", "--set:1:9: error: the list has no entry called \"cot\" (did you mean \"cut\"?)"},
      {"policies[power_cap].power=1",
       "--set:1:9: error: 2 entries are called \"power_cap\" (use [index], counted from 0)"},
      {"name.first=1", "--set:1:6: error: \"top\" has no key \"first\""},
      {"clock.finish=2025-01", "--set:1:7: error: unknown key \"finish\" (allowed: start, end)"},
      {"format=x", "--set:1:1: error: \"format\" cannot be set (write it in the file)"},
      {"extends=x.yaml", "--set:1:1: error: \"extends\" cannot be set (write it in the file)"},
      {"seed=[1", "--set:1:6: error: not valid YAML: end of sequence flow not found (close the [)"},
      {"seed= many",
       "--set:1:7: error: \"seed\" must be a number, found \"many\" (write a decimal number such as 12, 0.5 or 3e25)"},
      {"seed=a\x01", "--set:1:7: error: control character 0x01 (scenarios are plain text)"},
      {"replicates=!delete",
       "--set:1:12: error: nothing to delete here (!delete takes away a key of a file that is extended)"},
  };
  for (const auto& [option, message] : cases) {
    Loader load = chips_and_policies();
    load({option});
    CHECK(load.complaints() == message + "\n");
  }
}

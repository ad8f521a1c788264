// racesim upgrade: what it writes, keeps and refuses, and that the results stay the same.
#include "program.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string earlier =
    "# what a shortage does\n"
    "format: racesim-scenario/1   # as it was\n"
    "name: felt_late\n"
    "extends: " +
    baseline +
    "\nclock: {end: 2022-06}\nparadigms: []\npolicies: []\n"
    "parameters: {taste_spread: 0.2}\n";

Ended check_quietly(const Scratch& here, const std::string& file) { return run_program(here.path(), {"check", file}); }

}  // namespace

TEST_CASE("a file of format 1 is read with one hint, and an upgraded one without, to the same bits") {
  const Scratch here;
  std::ofstream(here / "a.yaml") << earlier;
  const std::string hint = check_quietly(here, "a.yaml").err;
  CHECK_THAT(hint, ContainsSubstring("a.yaml:2:9: warning: format 1 (`racesim upgrade a.yaml` rewrites it)"));
  CHECK_THAT(hint, !ContainsSubstring("taste_spread"));  // one hint for all that is called otherwise
  REQUIRE(run_program(here.path(), {"run", "a.yaml", "-R", "2", "-q", "-o", "before.h5"}).code == 0);

  const Ended upgraded = run_program(here.path(), {"upgrade", "a.yaml"});
  CHECK(upgraded.code == 0);
  CHECK(upgraded.err == "racesim: rewrote a.yaml; the earlier file is kept as a.yaml.~1~\n");
  CHECK(text_of(here / "a.yaml.~1~") == earlier);
  std::string now = earlier;
  now.replace(now.find("/1"), 2, "/2");
  now.replace(now.find("{taste_spread: 0.2}"), 19, "{research: {taste_sd: 0.2}}");
  CHECK(text_of(here / "a.yaml") == now);
  CHECK(check_quietly(here, "a.yaml").err.empty());
  REQUIRE(run_program(here.path(), {"run", "a.yaml", "-R", "2", "-q", "-o", "after.h5"}).code == 0);
  auto before = datasets(here / "before.h5"), after = datasets(here / "after.h5");
  CHECK(before["inputs/source_text"] != after["inputs/source_text"]);  // the files as they were read
  before.erase("inputs/source_text");
  after.erase("inputs/source_text");
  CHECK(before == after);

  CHECK(run_program(here.path(), {"upgrade", "a.yaml"}).err == "racesim: a.yaml is of today's format\n");
  CHECK_FALSE(std::filesystem::exists(here / "a.yaml.~2~"));
}

TEST_CASE("--dry-run prints the difference and writes nothing") {
  const Scratch here;
  std::ofstream(here / "s.yaml") << "format: racesim-study/1\nfactors: [{name: taste_spread}]\nname: s\nluck: own\n";
  const Ended shown = run_program(here.path(), {"upgrade", "s.yaml", "--dry-run"});
  CHECK(shown.code == 0);
  CHECK(shown.out ==
        "--- s.yaml\n+++ s.yaml\n@@ -1,2 +1,2 @@\n-format: racesim-study/1\n"
        "-factors: [{name: taste_spread}]\n+format: racesim-study/2\n+factors: [{name: research.taste_sd}]\n"
        "@@ -4,1 +4,1 @@\n-luck: own\n+random_numbers: own\n");
  CHECK(here.names() == std::set<std::string>{"s.yaml"});
}

TEST_CASE("what cannot be upgraded is refused at its place, and then no file is written") {
  const Scratch here;
  std::ofstream(here / "a.yaml") << earlier;
  const auto [text, complaint] = GENERATE(table<std::string, std::string>({
      {"name: x\n", "b.yaml:1:1: error: the key \"format\" is missing (what is upgraded names its format)\n"},
      {"name: x\nformat: racesim-facts/1\n",
       "b.yaml:2:9: error: format \"racesim-facts/1\" is not upgraded (racesim-scenario/2 and racesim-study/2 are "
       "today's)\n"},
      {"format: racesim-scenario/3\n", "b.yaml:1:9: error: format \"racesim-scenario/3\" is not upgraded"},
      {"format: racesim-scenario/1\nname: [x\n", "b.yaml:3:1: error: not valid YAML"},
  }));
  std::ofstream(here / "b.yaml") << text;
  const Ended ended = run_program(here.path(), {"upgrade", "a.yaml", "b.yaml", "none.yaml"});
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err, ContainsSubstring(complaint));
  CHECK_THAT(ended.err, ContainsSubstring("cannot read \"none.yaml\""));
  CHECK(here.names() == std::set<std::string>{"a.yaml", "b.yaml"});
  CHECK(text_of(here / "a.yaml") == earlier);
}

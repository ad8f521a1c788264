#include <algorithm>
#include <filesystem>

#include "support/catch.hpp"

#include "mini_scenario.hpp"
#include "racesim/io/binder.hpp"
#include "racesim/io/writer.hpp"
#include "racesim/io/yaml_reader.hpp"

using namespace racesim;

namespace {

Loaded<mini::Scenario> loaded(const std::string& path, Files files = {}) {
  Diagnostics diagnostics;
  auto result = load<mini::Scenario>(path, mini::format, {}, files, diagnostics);
  for (const Diagnostic& d : diagnostics.sorted()) FAIL(to_string(d));
  return result;
}

mini::Scenario reread(const std::string& text) {
  Files files;
  files.add("resolved.yaml", text);
  return loaded("resolved.yaml", files).value;
}

const std::string good = RACESIM_SOURCE_DIR "/tests/io/good/";

}  // namespace

TEST_CASE("the resolved form reads back to the same values, with and without comments") {
  for (const char* name : {"base", "extended", "minimal", "kinds"}) {
    INFO(name);
    const auto first = loaded(good + name + ".yaml");
    const std::string text = write_resolved(first.value);
    CHECK(write_resolved(reread(text)) == text);
    CHECK(write_resolved(reread(write_resolved(first.value, {true, &first.origins}))) == text);
  }
}

TEST_CASE("what is read back equals what was written, member by member") {
  const mini::Scenario a = loaded(good + "extended.yaml").value;
  const mini::Scenario b = reread(write_resolved(a));
  CHECK(a.name == b.name);
  CHECK(a.title == b.title);
  CHECK(a.seed == b.seed);
  CHECK(a.replicates == b.replicates);
  CHECK(a.record == b.record);
  REQUIRE(a.chips.size() == b.chips.size());
  for (std::size_t i = 0; i < a.chips.size(); ++i) {
    CHECK(a.chips[i].name == b.chips[i].name);
    CHECK(a.chips[i].sold_in == b.chips[i].sold_in);
    CHECK(a.chips[i].launch == b.chips[i].launch);
    CHECK(a.chips[i].interconnect == b.chips[i].interconnect);
    CHECK(a.chips[i].watts == b.chips[i].watts);
    CHECK(a.chips[i].accelerator == b.chips[i].accelerator);
  }
  REQUIRE(a.labs[0].capital.points.size() == b.labs[0].capital.points.size());
  CHECK(a.labs[0].capital.at(Month::of(2023, 1)) == b.labs[0].capital.at(Month::of(2023, 1)));
  CHECK(a.correlations.matrix == b.correlations.matrix);
  REQUIRE(a.parameters.uncertain.size() == 3);
  REQUIRE(b.parameters.uncertain.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    for (double u : {0.001, 0.1, 0.5, 0.77, 0.999}) {
      CHECK(a.parameters.uncertain[i].distribution.quantile(u) == b.parameters.uncertain[i].distribution.quantile(u));
    }
  }
  CHECK(a.parameters.values.price == b.parameters.values.price);
}

TEST_CASE("comments give units and where each value came from") {
  const auto scenario = loaded(good + "extended.yaml");
  const std::string text = write_resolved(scenario.value, {true, &scenario.origins});
  CHECK(text.find("\n    watts: 650  # [W] " + good + "extended.yaml:7\n") != std::string::npos);
  CHECK(text.find("\n    tpp: 15832  # [TPP] " + good + "chips.csv:4\n") != std::string::npos);
  CHECK(text.find("\nreplicates: 300  # " + good + "base.yaml:7\n") != std::string::npos);
  CHECK(write_resolved(mini::Scenario{}, {false, &scenario.origins}).find("title: \"\"  # " + good) !=
        std::string::npos);
  const auto minimal = loaded(good + "minimal.yaml");
  CHECK(write_resolved(minimal.value, {true, &minimal.origins}).find("memory: 9  # [month] default\n") !=
        std::string::npos);
}

TEST_CASE("numbers are written with the fewest digits that give the same bits") {
  CHECK(write_number(0.1).text == "0.1");
  CHECK(write_number(3e25).text == "3e+25");
  CHECK(write_number(1.0 / 3).text == "0.3333333333333333");
  CHECK(write_number(1e6).text == "1000000");
}

TEST_CASE("texts that other readers take for numbers, truth values or nothing are quoted, and no others") {
  for (const char* text : {"010", "1e5", ".5", "-1", "true", "No", "on", "null", "~", ""})
    CHECK(write_text(text).quoted);
  for (const char* text : {"US", "2022-10", "a1", "nothing"}) CHECK_FALSE(write_text(text).quoted);
}

TEST_CASE("a truncation the scenario gives is written, the range of the field is not") {
  const std::string text = write_resolved(loaded(good + "base.yaml").value);
  CHECK(text.find("    low: 2\n    central: 9\n") != std::string::npos);
  CHECK(text.find("high:") == std::string::npos);
}

TEST_CASE("any text survives writing and reading") {
  const std::string characters = "ab 01.:-#'\"\\[]{},&*!|>%@`~?=<\n\t\xC3\xBC";
  unsigned state = 1;
  std::vector<std::string> texts = {"",     " ",      "true",    "No",  "null", "~",    "010", "2022-10", "1e5",
                                    ".nan", "<<",     "!delete", "- a", "a: b", "a #b", "'",   "\"",      "x\n",
                                    "\nx",  "a\n\nb", "|",       ">",   "---",  "...",  "? a"};
  for (int n = 0; n < 3000; ++n) {
    std::string text;
    for (unsigned length = 1 + n % 12; length > 0; --length) {
      state = state * 1664525 + 1013904223;
      const std::size_t at = (state >> 16) % (characters.size() - 1);
      text += at + 2 == characters.size() ? "\xC3\xBC" : std::string(1, characters[at]);
    }
    texts.push_back(text);
  }
  for (const std::string& text : texts) {
    Node map = Node::map();
    map.add({"key", {}}, write_text(text));
    map.add({"more", {}}, Node::list()).add(write_text(text));
    Diagnostics diagnostics;
    const std::string yaml = write_yaml(map);
    const auto back = read_yaml(yaml, "f", diagnostics);
    INFO(yaml);
    REQUIRE(back);
    REQUIRE(back->find("key")->is_scalar());
    REQUIRE(back->find("key")->text == text);
    REQUIRE(back->find("more")->items[0].text == text);
  }
}

// Files of an earlier format are rewritten where their keys stand, and nothing else in them changes.
#include "racesim/io/format_number.hpp"
#include "racesim/io/former_names.hpp"
#include "racesim/io/upgrade.hpp"
#include "racesim/io/yaml_reader.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

const std::vector<FormerKey> former = {{"parameters.scarcity_memory", "parameters.scarcity.time_constant"},
                                       {"parameters.research_returns", "parameters.research.returns"},
                                       {"parameters.research_staff", "parameters.research.staff"},
                                       {"parameters.taste", "parameters.openness.propensity"},
                                       {"luck", "random_numbers"},
                                       {"labs.*.openness", "labs.*.openness_propensity"},
                                       {"structure.slope", "", "lay a preset over the scenario: flat or steep"}};

struct Upgrade {
  std::string text;
  std::string complaints;
};

Upgrade upgrade(const std::string& text) {
  Diagnostics diagnostics;
  Upgrade result;
  if (const auto root = read_yaml(text, "a.yaml", diagnostics)) {
    const auto after = rewritten(text, "a.yaml", *root, find_former_names(*root, former, diagnostics), diagnostics);
    result.text = after.value_or("");
  }
  for (const Diagnostic& finding : diagnostics.sorted()) result.complaints += to_string(finding) + "\n";
  return result;
}

}  // namespace

TEST_CASE("an earlier number of the same format is told from every other text") {
  CHECK(earlier_format("racesim-scenario/1", "racesim-scenario/2") == 1);
  for (const char* other : {"racesim-scenario/2", "racesim-scenario/3", "racesim-scenario/0", "racesim-scenario/1.5",
                            "racesim-scenario/-1", "racesim-scenario/", "racesim-study/1", "racesim-scenario", ""}) {
    CHECK_FALSE(earlier_format(other, "racesim-scenario/2"));
  }
}

TEST_CASE("keys of a block go into their groups with their comments, values of several lines and distances") {
  const Upgrade done = upgrade(
      "# a study of scarcity\n"
      "name: x    # short\n"
      "parameters:   # all of them\n"
      "  # how long a shortage is felt\n"
      "  scarcity_memory: 12     # months\n"
      "\n"
      "  research_returns: {dist: normal, mean: 1,   # of the prior\n"
      "                     sd: 2}\n"
      "  \"taste\":\n"
      "    dist: fixed\n"
      "    # by judgement\n"
      "    value: 3\n"
      "  # second of its group\n"
      "  research_staff: 0.5\n"
      "  kept: 1\n"
      "# the end of the world\n"
      "luck: own\n");
  CHECK(done.complaints.empty());
  CHECK(done.text ==
        "# a study of scarcity\n"
        "name: x    # short\n"
        "parameters:   # all of them\n"
        "  scarcity:\n"
        "    # how long a shortage is felt\n"
        "    time_constant: 12     # months\n"
        "\n"
        "  research:\n"
        "    returns: {dist: normal, mean: 1,   # of the prior\n"
        "                       sd: 2}\n"
        "    # second of its group\n"
        "    staff: 0.5\n"
        "  openness:\n"
        "    \"propensity\":\n"
        "      dist: fixed\n"
        "      # by judgement\n"
        "      value: 3\n"
        "  kept: 1\n"
        "# the end of the world\n"
        "random_numbers: own\n");
  CHECK(upgrade(done.text).text == done.text);
}

TEST_CASE("keys in braces are put into groups where they stand") {
  const Upgrade done = upgrade(
      "parameters: { kept: \"a, b}\", scarcity_memory: [1, {a: 'it''s'}],  # a, b\n"
      "  research_returns: it's , research_staff: 2 }  # all\n"
      "labs: {DeepSeek: {openness: 4}}\n"
      "more: {labs: {x: {openness: 4}}}\n");
  CHECK(done.complaints.empty());
  CHECK(done.text ==
        "parameters: { kept: \"a, b}\", scarcity: {time_constant: [1, {a: 'it''s'}]},  # a, b\n"
        "  research: {returns: it's , staff: 2} }  # all\n"
        "labs: {DeepSeek: {openness_propensity: 4}}\n"
        "more: {labs: {x: {openness: 4}}}\n");
}

TEST_CASE("parameters are renamed where a study or a correlation names them, and nowhere else") {
  const Upgrade done = upgrade(
      "title: taste\n"
      "factors:\n"
      "  - {name: taste, values: [taste]}\n"
      "  - name: 'research_staff'   # people\n"
      "    path: parameters.research_staff.value\n"
      "except: [scarcity_memory, taste]\n"
      "set: [\"parameters.taste=1\", leader=taste, labs.Mistral.openness=0.5, labs.openness=1]\n"
      "correlations: [{between: [taste, research_returns], rank: 0.5}]\n");
  CHECK(done.complaints.empty());
  CHECK(done.text ==
        "title: taste\n"
        "factors:\n"
        "  - {name: openness.propensity, values: [taste]}\n"
        "  - name: 'research.staff'   # people\n"
        "    path: parameters.research.staff.value\n"
        "except: [scarcity.time_constant, openness.propensity]\n"
        "set: [\"parameters.openness.propensity=1\", leader=taste, labs.Mistral.openness_propensity=0.5, "
        "labs.openness=1]\n"
        "correlations: [{between: [openness.propensity, research.returns], rank: 0.5}]\n");
}

TEST_CASE("line ends, letters beyond ASCII and a missing end of line are kept") {
  CHECK(upgrade("title: Ökonomie  # ä\r\nparameters:\r\n  # ü\r\n  taste: 1\r\n").text ==
        "title: Ökonomie  # ä\r\nparameters:\r\n  openness:\r\n    # ü\r\n    propensity: 1\r\n");
  CHECK(upgrade("{title: Ä, luck: own}").text == "{title: Ä, random_numbers: own}");
}

TEST_CASE("what cannot be renamed in place is refused at its place") {
  CHECK(upgrade("parameters:\n  taste: 1\n  openness: {base: 2}\n").complaints ==
        "a.yaml:2:3: error: \"taste\" belongs into \"openness\", which stands here too (put it there by hand)\n");
  CHECK(upgrade("parameters: {research_staff: 1, taste: 2, research_returns: 3}\n").complaints ==
        "a.yaml:1:14: error: what stands here cannot be renamed in place (write one key on a line, keys of one group "
        "together, and try again)\n");
  CHECK(upgrade("structure: {slope: steep}\n").complaints ==
        "a.yaml:1:13: error: \"structure.slope\" is gone (lay a preset over the scenario: flat or steep)\n");
  CHECK(upgrade("parameters: {taste: 1\n").complaints ==
        "a.yaml:2:1: error: not valid YAML: end of map flow not found (close the {)\n");
}

TEST_CASE("a difference names the lines that changed") {
  CHECK(difference("a\nb\nc\n", "a\nb\nc\n", "x.yaml").empty());
  CHECK(difference("a\nb\nc\nd\n", "a\nB\nB2\nc\n", "x.yaml") ==
        "--- x.yaml\n+++ x.yaml\n@@ -2,1 +2,2 @@\n-b\n+B\n+B2\n@@ -4,1 +5,0 @@\n-d\n");
}

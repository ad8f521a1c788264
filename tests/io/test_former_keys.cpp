// Files of earlier versions are read as before, with a warning that gives the new name of what they call otherwise.
#include "bad_files.hpp"
#include "racesim/io/former_keys.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/io/text_file.hpp"
#include "racesim/io/yaml_reader.hpp"
#include "support/catch.hpp"
#include "support/scratch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Read {
  Scenario scenario;
  std::string words;  ///< warnings, or why it was refused; a line each
};

/// The baseline with `text` in a file that extends it, and options of `--set`.
Read read(const std::string& text, const std::vector<std::string>& options = {}) {
  const Scratch scratch;
  const std::string path = (scratch.path() / "new.yaml").string();
  std::ofstream(path) << "format: racesim-scenario/2\nname: new\nextends: [" RACESIM_SOURCE_DIR
                         "/scenarios/baseline.yaml]\n"
                      << text << "\n";
  Read result;
  std::vector<Diagnostic> said;
  try {
    result.scenario = load_scenario(path, options, said).value;
  } catch (const InputError& error) {
    said = error.diagnostics();
  }
  for (const Diagnostic& d : said) {
    const std::string where = d.mark.file == path ? "file" : d.mark.file;
    result.words += where + ":" + std::to_string(d.mark.line) + ":" + std::to_string(d.mark.column) + ": " + d.message +
                    (d.hint.empty() ? "" : " (" + d.hint + ")") + "\n";
  }
  return result;
}

}  // namespace

TEST_CASE("a parameter under its first name is read with a warning that gives the new one") {
  const Read old = read("parameters: {taste_spread: 0.3, scarcity_memory: {dist: uniform, low: 5, high: 9}}");
  CHECK(old.words ==
        "file:4:14: \"taste_spread\" is now \"research.taste_sd\"\n"
        "file:4:33: \"scarcity_memory\" is now \"scarcity.time_constant\"\n");
  CHECK(old.scenario.parameters.values.research.taste_sd == 0.3);
  REQUIRE(old.scenario.parameters.uncertain.size() == 1);
  CHECK(old.scenario.parameters.uncertain[0].name == "scarcity.time_constant");
}

TEST_CASE("what is written last wins, whichever name it uses") {
  CHECK(read("parameters: {taste_spread: 0.3}", {"parameters.research.taste_sd=0.4"})
            .scenario.parameters.values.research.taste_sd == 0.4);
  const Read old = read("parameters: {research: {taste_sd: 0.3}}", {"parameters.taste_spread=0.4"});
  CHECK(old.words == "--set:1:12: \"taste_spread\" is now \"research.taste_sd\"\n");
  CHECK(old.scenario.parameters.values.research.taste_sd == 0.4);
  CHECK(read("", {"parameters={taste_spread: 0.5}"}).scenario.parameters.values.research.taste_sd == 0.5);
  CHECK(read("", {"parameters.taste_spread.dist=fixed", "parameters.taste_spread.value=0.6"})
            .scenario.parameters.values.research.taste_sd == 0.6);
}

TEST_CASE("both names of one parameter in one file are refused") {
  CHECK_THAT(read("parameters: {taste_spread: 0.3, research: {taste_sd: 0.3}}").words,
             ContainsSubstring("\"taste_spread\" and its new name \"research.taste_sd\" are both given"));
}

TEST_CASE("correlations may use first names") {
  const Read old = read(
      "parameters: {research: {taste_sd: {dist: uniform, low: 0, high: 1}, noise: {dist: uniform, low: 0, high: 1}}}\n"
      "correlations: [{between: [taste_spread, research.noise], rank: 0.5}]");
  CHECK(old.words == "file:5:15: parameter \"taste_spread\" is now \"research.taste_sd\"\n");
  CHECK(old.scenario.correlations.names == std::vector<std::string>{"research.taste_sd", "research.noise"});
}

TEST_CASE("the propensity of labs and developers to release openly is read under its first name") {
  const Read old = read("labs: {DeepSeek: {openness: 7}}\npopulation: {openness: 2}", {"labs[OpenAI].openness=-7"});
  CHECK_THAT(old.words, ContainsSubstring("file:4:19: \"openness\" is now \"openness_propensity\"\n"));
  CHECK_THAT(old.words, ContainsSubstring("--set:1:14: \"openness\" is now \"openness_propensity\"\n"));
  CHECK(old.scenario.population.openness_propensity == 2);
  for (const Lab& lab : old.scenario.labs) {
    if (lab.name == "DeepSeek") CHECK(lab.openness_propensity == 7);
    if (lab.name == "OpenAI") CHECK(lab.openness_propensity == -7);
  }
}

TEST_CASE("a switch that is a preset now is refused with the preset's name") {
  CHECK(read("structure: {substitution: complements}").words ==
        "file:4:13: \"structure.substitution\" is gone (lay a preset over the scenario: complements, "
        "moderate_substitution or substitutes)\n");
  CHECK_THAT(read("", {"structure.experiments=raw"}).words, ContainsSubstring("raw_experiments"));
}

TEST_CASE("a former column of a table is warned of once, where its name stands") {
  const Scratch scratch;
  const std::string labs = text_file(std::string(RACESIM_SOURCE_DIR) + "/scenarios/catalogue/labs.csv").value();
  std::string former = labs;
  former.replace(former.find(",openness_propensity,") + 1, 19, "openness");
  std::ofstream(scratch.path() / "labs.csv") << former;
  const Read old = read("labs: " + (scratch.path() / "labs.csv").string());
  CHECK_THAT(old.words, ContainsSubstring("\"openness\" is now \"openness_propensity\""));
  CHECK(std::ranges::count(old.words, '\n') == 1);
}

TEST_CASE("a parameter without its mechanism, or with a wrong one, is refused with its path") {
  CHECK_THAT(read("parameters: {taste_sd: 0.3}").words, ContainsSubstring("did you mean \"research.taste_sd\"?"));
  CHECK_THAT(read("parameters: {capital: {taste_sd: 0.3}}").words,
             ContainsSubstring("did you mean \"research.taste_sd\"?"));
  CHECK_THAT(read("parameters: {time_constant: 3}").words,
             ContainsSubstring("did you mean \"valuation.time_constant\" or \"scarcity.time_constant\"?"));
  CHECK_THAT(read("", {"budget_growth=1"}).words,
             ContainsSubstring("did you mean \"parameters.capital.budget_growth\"?"));
  CHECK_THAT(read("", {"parameters.research.tast_sd=1"}).words, ContainsSubstring("did you mean \"taste_sd\"?"));
}

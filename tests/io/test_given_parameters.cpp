// A parameter that was given is held when others are drawn, be it the default; what `show` fills in was not given.
#include <fstream>

#include "racesim/io/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/scratch.hpp"

using namespace racesim;

namespace {

const std::string no_controls = RACESIM_SOURCE_DIR "/scenarios/no_controls.yaml";

Scenario loaded(const std::string& path, const std::vector<std::string>& changes = {},
                const std::vector<std::string>& presets = {}) {
  std::vector<Diagnostic> warnings;
  return load_scenario(path, changes, warnings, presets).value;
}

/// Names of the parameters that are held at a fixed value.
std::vector<std::string> held(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const UncertainParameter& parameter : scenario.parameters.uncertain) {
    if (parameter.distribution.kind == Distribution::Kind::fixed) names.push_back(parameter.name);
  }
  return names;
}

std::string written(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text;
  return path.string();
}

const std::vector<std::string> growth = {"capital.budget_growth"};
const std::string usual = std::to_string(Parameters{}.capital.budget_growth);

}  // namespace

TEST_CASE("a default that was written is held, wherever it was written") {
  const Scratch here;
  const std::string lines = "parameters: {capital: {budget_growth: " + usual + "}}\n";
  const std::string own =
      written(here / "own.yaml", "format: racesim-scenario/2\nextends: [" + no_controls + "]\n" + lines);
  CHECK(held(loaded(no_controls)).empty());
  CHECK(held(loaded(no_controls, {"parameters.capital.budget_growth=" + usual})) == growth);
  CHECK(held(loaded(own)) == growth);
  CHECK(held(loaded(no_controls, {}, {written(here / "preset.yaml", lines)})) == growth);
  CHECK(held(loaded(own, {"parameters.capital.budget_growth=!delete"})).empty());
}

TEST_CASE("a scenario as it is shown draws and holds what it did before") {
  const Scratch here;
  const Scenario scenario = loaded(no_controls, {"parameters.capital.budget_growth=" + usual});
  const std::string shown = written(here / "shown.yaml", write_resolved(scenario));
  CHECK(held(loaded(shown)) == growth);
  CHECK(write_resolved(loaded(shown)) == write_resolved(scenario));
  const std::string untouched = written(here / "untouched.yaml", write_resolved(loaded(no_controls)));
  CHECK(held(loaded(untouched)).empty());
  CHECK(held(loaded(untouched, {"parameters.capital.budget_growth=" + usual})) == growth);
  CHECK(held(loaded(written(here / "over.yaml",
                            "format: racesim-scenario/2\nextends: [untouched.yaml]\nparameters: "
                            "{capital: {budget_growth: " +
                                usual + "}}\n"))) == growth);
}

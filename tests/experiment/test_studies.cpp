// What a study may not say, and in which words it is told so.
#include "support/catch.hpp"
#include "support/studies.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// The complaints about a study, one a line.
std::string complaints(const std::string& text) {
  const Scratch here;
  try {
    loaded_study(write_file(here / "s.yaml", text));
  } catch (const InputError& error) {
    std::string all;
    for (const Diagnostic& finding : error.diagnostics()) all += to_string(finding) + "\n";
    return all;
  }
  return "";
}

std::string of_factor(const std::string& factor, const std::string& design = "{type: sobol, size: 8}") {
  return complaints(study_text("design: " + design + "\nfactors:\n  - " + factor + "\n"));
}

}  // namespace

TEST_CASE("a factor that is no parameter, or of which nothing is known, is refused where it stands") {
  CHECK(of_factor("{name: research.quality_discount}").empty());
  const std::string unknown = of_factor("{name: quality_discont}");
  CHECK_THAT(unknown, ContainsSubstring("s.yaml:7:5: error: there is no parameter \"quality_discont\""));
  CHECK_THAT(unknown, ContainsSubstring("did you mean \"research.quality_discount\"?"));
  CHECK_THAT(of_factor("{name: when, path: data_end}"), ContainsSubstring("\"when\" needs values or a distribution"));
  CHECK_THAT(of_factor("{name: research.quality_discount, values: [0.5, 7]}"), ContainsSubstring("range"));
  CHECK_THAT(of_factor("{name: research.quality_discount, distribution: {dist: uniform, low: 0.5}}"),
             ContainsSubstring("high"));
  CHECK_THAT(
      of_factor("{name: research.quality_discount, values: [1], distribution: {dist: uniform, low: 0, high: 1}}"),
      ContainsSubstring("not both"));
  CHECK_THAT(of_factor("{name: research.quality_discount, values: [0.5, 1], weights: [1]}"),
             ContainsSubstring("1 weights for 2 values"));
  CHECK_THAT(of_factor("{name: who, path: follower, values: [China, Chyna]}"), ContainsSubstring("Chyna"));
  CHECK_THAT(of_factor("{name: what, path: no.such.key, values: [1, 2]}"), ContainsSubstring("no"));
}

TEST_CASE("a design that cannot be laid is refused") {
  const auto of_design = [](const std::string& design) {
    return of_factor("{name: research.quality_discount}", design);
  };
  CHECK_THAT(of_design("{type: sobl}"), ContainsSubstring("did you mean \"sobol\"?"));
  CHECK_THAT(of_design("{type: morris, levels: 5}"), ContainsSubstring("even number of levels"));
  CHECK_THAT(of_design("{type: one_at_a_time, low: 0.9, high: 0.1}"), ContainsSubstring("\"low\" must be below"));
  CHECK_THAT(of_design("{type: table}"), ContainsSubstring("names its table"));
  CHECK_THAT(of_design("{type: sobol, table: x.csv}"), ContainsSubstring("names its table"));
  CHECK_THAT(of_design("{type: sobol, size: 0}"), ContainsSubstring("size"));
  CHECK_THAT(complaints(study_text("design: {type: sobol}\n")), ContainsSubstring("a sobol design needs factors"));
  CHECK(complaints(study_text("design: {type: monte_carlo, size: 8}\n")).empty());
}

TEST_CASE("tables say which cell is wrong") {
  const Scratch here;
  const auto of_table = [&](const std::string& table) {
    write_file(here / "t.csv", table);
    return of_factor("{name: research.quality_discount}", "{type: table, table: " + (here / "t.csv").string() + "}");
  };
  CHECK(of_table("quality_discount\n0.5\n").empty());
  CHECK_THAT(of_table("quality_discont\n0.5\n"),
             ContainsSubstring("is no factor of the study (allowed: research.quality_discount)"));
  CHECK_THAT(of_table("quality_discount\n7\n"), ContainsSubstring("t.csv:2:1"));
  CHECK_THAT(of_table("quality_discount\n"), ContainsSubstring("needs rows"));
}

TEST_CASE("correlations need random designs and factors that there are") {
  const std::string tied = "correlations: [{between: [quality_discount, research_substitution], rank: 0.5}]\n";
  const std::string two = "factors: [{name: research.quality_discount}, {name: research.substitution}]\n" + tied;
  CHECK(complaints(study_text("design: {type: sobol, size: 8}\n" + two)).empty());
  CHECK_THAT(complaints(study_text("design: {type: saltelli, size: 8}\n" + two)),
             ContainsSubstring("a saltelli design needs independent factors"));
  CHECK_THAT(
      complaints(study_text("design: {type: sobol, size: 8}\nfactors: [{name: research.quality_discount}]\n" + tied)),
      ContainsSubstring("\"research.substitution\" is no factor of this study"));
}

TEST_CASE("scenarios, observables and the stop rule are checked before anything runs") {
  CHECK_THAT(complaints("format: racesim-study/2\nname: x\nscenarios: []\n"), ContainsSubstring("needs a scenario"));
  CHECK_THAT(complaints("format: racesim-study/2\nname: x\nscenarios: [no_such.yaml]\n"),
             ContainsSubstring("no_such.yaml"));
  const std::string design = "design: {type: monte_carlo, size: 8}\n";
  CHECK_THAT(complaints(study_text(design + "series: [lag_month]\n")),
             ContainsSubstring("did you mean \"lag_months\"?"));
  const std::string rule =
      "stop: {outcome: final_lag_months, half_width: 1, scenario: export_ban, minus: no_contols}\n";
  CHECK_THAT(complaints(study_text(design + rule)), ContainsSubstring("did you mean \"no_controls\"?"));
  CHECK_THAT(complaints(study_text("design: {type: morris, size: 8}\nfactors: [{name: research.quality_discount}]\n"
                                   "stop: {outcome: final_lag_months, half_width: 1}\n")),
             ContainsSubstring("cannot go on"));
  CHECK_THAT(complaints(study_text("design: {type: monte_carlo, size: 900000000}\nreplicates: 1000\n")),
             ContainsSubstring("more than can be numbered"));
}

TEST_CASE("what the stop rule names is looked for before anything runs") {
  const auto of_rule = [](const std::string& rule, const std::string& more = "") {
    return complaints(study_text("design: {type: monte_carlo, size: 8}\n" + more +
                                 "stop: {scenario: export_ban, half_width: 1, " + rule + "}\n"));
  };
  CHECK(of_rule("outcome: final_lag_months").empty());
  CHECK_THAT(of_rule("outcome: final_lag_month"), ContainsSubstring("did you mean \"final_lag_months\"?"));
  CHECK_THAT(of_rule("outcome: lag_months"), ContainsSubstring("no observable that this study keeps"));
  CHECK(of_rule("outcome: lag_months, at: 2022", "series: [lag_months]\n").empty());
  CHECK_THAT(of_rule("outcome: lag_months, at: 2031", "series: [lag_months]\n"),
             ContainsSubstring("\"2031\" is no month or year"));
  CHECK_THAT(of_rule("outcome: final_lag_months", "random_numbers: common\n"),
             ContainsSubstring("write random_numbers: own"));
  CHECK_THAT(complaints(study_text(
                 "design: {type: monte_carlo, size: 8}\nstop: {outcome: final_lag_months, half_width: 1}\n")),
             ContainsSubstring("which scenario?"));
}

TEST_CASE("the former name of a key is read as the new one, and warned of where it stands") {
  const Scratch here;
  const auto read = [&](const std::string& text, const std::vector<std::string>& overrides) {
    std::vector<Diagnostic> warnings;
    const auto no_presets = [](const std::string& preset, const std::string&, const Mark&) { return preset; };
    const std::string design = "design: {type: sobol, size: 8}\nfactors: [{name: research.quality_discount}]\n";
    const LoadedStudy study =
        load_study(write_file(here / "s.yaml", study_text(design + text)), overrides, no_presets, warnings);
    CHECK(study.study.random_numbers_in_use() == RandomNumbers::common);
    return warnings.empty() ? "" : to_string(warnings[0]);
  };
  CHECK(read("random_numbers: common\n", {}).empty());
  CHECK_THAT(read("luck: common\n", {}), ContainsSubstring("s.yaml:7:1: warning: \"luck\" is now \"random_numbers\""));
  CHECK_THAT(read("", {"luck=common"}), ContainsSubstring("--set:1"));
}

TEST_CASE("factors that would take away what tells scenarios apart, or do nothing, are refused") {
  const std::string scenarios = std::string(RACESIM_SOURCE_DIR) + "/scenarios/";
  const auto of_both = [&](const std::string& parameters, const std::string& more) {
    const Scratch here;
    write_file(here / "other.yaml",
               "format: racesim-scenario/2\nname: other\nextends: [" + scenarios + "baseline.yaml]\n" + parameters);
    const std::string text =
        "format: racesim-study/2\nname: x\nscenarios: [" + scenarios + "baseline.yaml, other.yaml]\n" + more;
    try {
      const LoadedStudy study = loaded_study(write_file(here / "s.yaml", text));
      return std::to_string(study.points.factors().size());
    } catch (const InputError& error) {
      return to_string(error.diagnostics()[0]);
    }
  };
  const std::string differs = "parameters: {research: {quality_discount: 0.7}}\n";
  const std::string every = "design: {type: morris, size: 1}\nevery_parameter: true\n";
  CHECK(std::stoi(of_both("", every)) == std::stoi(of_both(differs, every)) + 1);
  CHECK_THAT(of_both(differs, "design: {type: sobol}\nfactors: [{name: research.quality_discount}]\n"),
             ContainsSubstring("the scenarios differ in \"research.quality_discount\""));
  CHECK_THAT(of_both("seed: 3\n", "design: {type: monte_carlo, size: 4}\n"), ContainsSubstring("have different seeds"));
  CHECK_THAT(of_factor("{name: x, path: seed, values: [1, 2]}"), ContainsSubstring("cannot be varied"));
  CHECK_THAT(of_factor("{name: x, path: parameters.research.quality_discount, values: [0.5, 1]}"),
             ContainsSubstring("by its name"));
  CHECK_THAT(
      of_factor(
          "{name: x, path: follower, values: [China, other]}\n  - {name: y, path: follower, values: [China, other]}"),
      ContainsSubstring("varied twice"));
  CHECK_THAT(of_factor("{name: research.quality_discount, group: a}"), ContainsSubstring("of morris designs"));
  CHECK_THAT(of_factor("{name: research.quality_discount, values: [0.5, 0.6], whole: true}"),
             ContainsSubstring("not of levels"));
  CHECK_THAT(of_factor("{name: research.quality_discount, values: [0.5, 0.6, 0.7, 0.8, 0.9]}", "{type: morris}"),
             ContainsSubstring("does not reach"));
  CHECK_THAT(of_factor("{name: research.quality_discount}", "{type: sobol, second_order: true}"),
             ContainsSubstring("of saltelli designs"));
  CHECK_THAT(complaints(study_text("design: {type: monte_carlo, size: 8}\nrandom_numbers: common\n")),
             ContainsSubstring("the same runs"));
  CHECK_THAT(complaints(study_text("design: {type: monte_carlo, size: 8}\nexcept: [research.quality_discount]\n")),
             ContainsSubstring("goes with"));
}

TEST_CASE("a level that makes no sound scenario is told at its factor, with the scenario") {
  const std::string wrong = of_factor("{name: who, path: follower, values: [China, Chyna]}");
  CHECK_THAT(wrong, ContainsSubstring("s.yaml:7:3: error: \"export_ban\" cannot be read with follower=Chyna"));
}

TEST_CASE("the study that the documentation shows can be planned") {
  std::ifstream page(RACESIM_SOURCE_DIR "/docs/formats/study.md");
  std::string text{std::istreambuf_iterator<char>(page), {}};
  const std::size_t begin = text.find("```yaml\n") + 8;
  text = text.substr(begin, text.find("```", begin) - begin);
  const std::string scenarios = std::string(RACESIM_SOURCE_DIR) + "/scenarios/";
  for (std::size_t at = 0; (at = text.find("../", at)) != std::string::npos;) text.replace(at, 3, scenarios);
  const Scratch here;
  std::vector<Diagnostic> warnings;
  const auto preset = [&](const std::string& name, const std::string&, const Mark&) {
    return scenarios + "presets/" + name + ".yaml";
  };
  const LoadedStudy study = load_study(write_file(here / "s.yaml", text), {}, preset, warnings);
  CHECK(study.points.factors().size() == 5);
}

TEST_CASE("every shipped experiment is sound, and begins with its question, sources and expectation") {
  std::size_t studies = 0;
  for (const auto& entry : std::filesystem::directory_iterator(RACESIM_SOURCE_DIR "/scenarios/experiments")) {
    INFO(entry.path());
    const LoadedStudy study = loaded_study(entry.path().string());
    CHECK(study.study.name == entry.path().stem().string());
    for (const std::string& text : {study.study.title, study.study.question, study.study.expectation})
      CHECK_FALSE(text.empty());
    CHECK_FALSE(study.study.sources.empty());
    CHECK(study.points.count(study.study.design.size) > 1);
    ++studies;
  }
  CHECK(studies >= 4);
}

TEST_CASE("a study as its directory keeps it reads back to the same study") {
  const Scratch here;
  for (const auto& entry : std::filesystem::directory_iterator(RACESIM_SOURCE_DIR "/scenarios/experiments")) {
    INFO(entry.path());
    LoadedStudy study = loaded_study(entry.path().string());
    const std::string id = identity(study);
    const Plan plan = plan_of(study, 1000);
    const Sweep sweep = write_sweep(here / entry.path().stem().string(), std::move(study), plan, false);
    CHECK(sweep.plan.id == id);
    CHECK(identity(sweep.study) == id);
  }
}

TEST_CASE("a stop rule whose outcome has several values, or none of that name, is refused before anything runs") {
  const auto of_rule = [](const std::string& rule) {
    return complaints(
        study_text("design: {type: monte_carlo, size: 8}\nseries: [eci_frontier, lag_months]\nstop: " + rule + "\n"));
  };
  CHECK_THAT(of_rule("{outcome: eci_frontier, scenario: export_ban, half_width: 0.1}"),
             ContainsSubstring("error: eci_frontier has 3 values a month (say which: eci_frontier[US])"));
  CHECK_THAT(of_rule("{outcome: 'eci_frontier[Mars]', scenario: export_ban, half_width: 0.1}"),
             ContainsSubstring("error: there is no bloc \"Mars\""));
  CHECK_THAT(of_rule("{outcome: 'lag_months[US]', scenario: export_ban, half_width: 0.1}"),
             ContainsSubstring("error: lag_months has one value"));
  CHECK_THAT(of_rule("{outcome: lag_months, scenario: export_ban, minus: export_ban, half_width: 0.1}"),
             ContainsSubstring("error: the scenario is taken off itself"));
  CHECK(of_rule("{outcome: 'eci_frontier[follower]', scenario: export_ban, half_width: 0.1}").empty());
}

TEST_CASE("a policy that changes nothing is warned of, unless the study varies what it does") {
  const Scratch here;
  const auto warnings = [&](const std::string& more) {
    const std::string idle = "policies=[{equipment_ban: {name: q, at: 2022-03, to: [China]}}]";
    std::vector<Diagnostic> found;
    const std::string path = write_file(here / "s.yaml", study_text("design: {type: full_factorial}\n" + more));
    const auto no_presets = [](const std::string& preset, const std::string&, const Mark&) { return preset; };
    load_study(path, std::vector<std::string>{"set=[clock.end=2022-12, 'paradigms=[]', '" + idle + "']"}, no_presets,
               found);
    return found.size();
  };
  CHECK(warnings("factors: [{name: follows, path: follower, values: [China, other]}]\n") == 1);  // of both scenarios
  CHECK(warnings("factors: [{name: yield, path: 'policies[q].yield_factor', values: [0.5, 1]}]\n") == 0);
}

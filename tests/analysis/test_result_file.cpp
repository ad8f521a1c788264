// Result files read back: which runs there are, and what is asked of them by name.
#include <cmath>

#include "racesim/analysis/outcomes.hpp"
#include "racesim/analysis/result_file.hpp"
#include "racesim/core/diagnostic.hpp"
#include "support/catch.hpp"
#include "support/merged_file.hpp"
#include "support/scratch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Two points of two scenarios, with a series by bloc; run 1 failed, run 3 is missing.
MadeSweep small() {
  MadeSweep sweep{.design = {.factors = 1, .u = {0.25, 0.75}}, .scenarios = {"with", "without"}};
  sweep.status = {{1, std::int8_t{2}}, {3, std::int8_t{0}}};
  sweep.outcome = [](const double* u, std::size_t scenario, std::size_t) {
    return u[0] + 10 * static_cast<double>(scenario);
  };
  sweep.series = [](const double* u, std::size_t, std::size_t, int month, int bloc) {
    return 100 * (bloc + 1) + month + u[0];
  };
  return sweep;
}

std::string complaint(const std::function<void()>& act) {
  try {
    act();
  } catch (const InputError& error) {
    return error.diagnostics()[0].message + " | " + error.diagnostics()[0].hint;
  }
  return "";
}

}  // namespace

TEST_CASE("a file says which runs it has of which scenario and what became of them") {
  const Scratch here;
  write_merged(here / "x.h5", small());
  const ResultFile file(here / "x.h5");
  CHECK(file.runs() == 4);
  CHECK(file.scenarios() == std::vector<std::string>{"with", "without"});
  CHECK(file.find_scenario("without") == 1);
  CHECK(file.scenario(1) == 1);
  CHECK(file.sound(0));
  CHECK_FALSE(file.sound(1));
  CHECK_FALSE(file.missing(1));
  CHECK(file.missing(3));
  CHECK(file.months() == 24);
  CHECK(to_string(file.month(13)) == "2028-02");
  CHECK(file.number("study_replicates") == 1);
  CHECK(file.text("study_design") == "monte_carlo");
  CHECK_FALSE(file.text("study_replicates"));
  CHECK(file.outcomes() == std::vector<std::string>{"y"});
  CHECK(file.series() == std::vector<std::string>{"level", "share"});
  CHECK(is_result_file(here / "x.h5"));
  CHECK(is_result_file("not_there.h5"));
  CHECK_FALSE(is_result_file("study.yaml"));
}

TEST_CASE("values are numbers per run, means over a period, and no number for runs that are not sound") {
  const Scratch here;
  write_merged(here / "x.h5", small());
  const ResultFile file(here / "x.h5");
  const std::vector<double> y = file.values(file.find("y")[0]);
  CHECK(y[0] == 0.25);
  CHECK(std::isnan(y[1]));
  CHECK(y[2] == 0.75);
  CHECK(std::isnan(y[3]));
  const ResultQuantity china = file.find("share[China]")[0];
  CHECK(china.name() == "share[China]");
  CHECK(file.values(china, file.last_month())[2] == Approx(200 + 23 + 0.75));
  CHECK(file.values(china, file.period("2028"))[0] == Approx(200 + (12 + 23) / 2.0 + 0.25));
  CHECK(file.values(china, file.period("2027-03"))[0] == Approx(200 + 2 + 0.25));
}

TEST_CASE("outcomes are selected by name, at each time, for each bloc") {
  const Scratch here;
  write_merged(here / "x.h5", small());
  const ResultFile file(here / "x.h5");
  CHECK(select_outcomes(file, {})[0].title() == "y (month)");
  const std::vector<std::string> times = {"2028", "2027-06"}, blocs = {"US", "China"};
  std::vector<std::string> names;
  for (const SelectedOutcome& one : select_outcomes(file, {"share", "y"}, times, blocs)) names.push_back(one.name());
  CHECK(names == std::vector<std::string>{"share[US] in 2028", "share[US] at 2027-06", "share[China] in 2028",
                                          "share[China] at 2027-06", "y"});
  CHECK(select_outcomes(file, {"level"})[0].name() == "level at 2028-12");
  CHECK(select_outcomes(file, {"level"}, {}, {}, true)[0].name() == "level");
}

TEST_CASE("what a file does not hold is refused with what it does") {
  const Scratch here;
  write_merged(here / "x.h5", small());
  const ResultFile file(here / "x.h5");
  CHECK_THAT(complaint([&] { file.find("shar"); }), ContainsSubstring("did you mean \"share\"?"));
  CHECK_THAT(complaint([&] { file.find("share"); }), ContainsSubstring("say which: share[US]"));
  CHECK_THAT(complaint([&] { file.find("share[Mars]"); }), ContainsSubstring("no entry \"Mars\""));
  CHECK_THAT(complaint([&] { file.find_scenario("other"); }), ContainsSubstring("with, without"));
  CHECK_THAT(complaint([&] { file.period("2031"); }), ContainsSubstring("its months are 2027-01 to 2028-12"));
  CHECK_THAT(complaint([&] { file.period("soon"); }), ContainsSubstring("is no month and no year"));
  const std::vector<std::string> times = {"2028"};
  CHECK_THAT(complaint([&] { select_outcomes(file, {"y"}, times); }), ContainsSubstring("has no months"));
  CHECK_THAT(complaint([&] { select_outcomes(file, {"y"}, {}, {}, true); }), ContainsSubstring("--over-time is for"));
  CHECK_THROWS_AS(ResultFile(here / "none.h5"), RunError);
}

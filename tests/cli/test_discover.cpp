// What `racesim discover` finds in sweeps with a planted box.
#include <cmath>

#include "analyses.hpp"
#include "support/catch.hpp"
#include "support/merged_file.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// The rule of a factor in the chosen box.
Json rule_of(const Json& json, const std::string& factor) {
  for (const Json& rule : json["boxes"][json["chosen"].get<std::size_t>()]["rules"]) {
    if (rule["factor"] == factor) return rule;
  }
  return {};
}

/// 2 inside a box, 0 to 1 outside. x2 runs from 10 to 20 yr; x3 has levels.
MadeSweep planted() {
  MadeSweep sweep{.kind = "latin_hypercube", .design = latin_hypercube(3000, 4, 1)};
  sweep.low = {0, 10, 0, 0};
  sweep.high = {1, 20, 0, 1};
  sweep.unit = {"1", "yr", "", "1"};
  sweep.levels = {"", "", R"(["slow","fast","surge"])", ""};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) {
    return u[1] > 0.6 && level_of(u[2], 3) >= 1 ? 2 : u[0];
  };
  return sweep;
}

}  // namespace

TEST_CASE("a planted box is found and told in the units and labels of its factors") {
  const Scratch here;
  write_merged(here / "x.h5", planted());
  const Json json = json_of(here, {"discover", "x.h5", "--above", "1.5"});
  CHECK(json["points"] == 3000);
  CHECK(json["of_interest"].get<double>() == Approx(800).margin(60));
  const Json& box = json["boxes"][json["chosen"].get<std::size_t>()];
  CHECK(box["density"].get<double>() > 0.9);
  CHECK(box["coverage"].get<double>() > 0.9);
  CHECK(box["held_out"]["density"].get<double>() > 0.85);
  CHECK(rule_of(json, "x2")["low"].get<double>() == Approx(16).margin(0.4));
  CHECK_THAT(rule_of(json, "x2")["rule"].get<std::string>(), ContainsSubstring(" yr"));
  CHECK(rule_of(json, "x2")["p"].get<double>() < 0.001);
  CHECK(rule_of(json, "x3")["levels"] == Json{"fast", "surge"});
  CHECK(rule_of(json, "x3")["rule"] == "in {fast, surge}");
  const Ended text = run_program(here.path(), {"discover", "x.h5", "--above", "1.5", "--csv", "boxes.csv"});
  CHECK(text.err.empty());
  CHECK_THAT(text.out, ContainsSubstring("y (month) above 1.5\n"));
  CHECK_THAT(text.out, ContainsSubstring("in {fast, surge}"));
  CHECK_THAT(text.out, ContainsSubstring("p < 0.001\n"));
  CHECK_THAT(text_of(here / "boxes.csv"), ContainsSubstring(",fast; surge,"));
}

TEST_CASE("levels are told by their labels, whether the file has their numbers or places, and in any order") {
  const Scratch here;
  const auto rule = [&](const std::string& levels, const std::vector<double>& values,
                        const std::function<bool(std::size_t)>& inside) {
    MadeSweep sweep{.kind = "sobol", .design = latin_hypercube(1200, 2, 1), .levels = {levels, ""}};
    if (!values.empty()) sweep.numbers = {{0, values}};
    sweep.outcome = [&](const double* u, std::size_t, std::size_t) { return inside(level_of(u[0], 4)) ? 1 : 0; };
    write_merged(here / "x.h5", sweep);
    return rule_of(json_of(here, {"discover", "x.h5", "--above", "0.5"}), "x1");
  };
  const auto upper = [](std::size_t level) { return level >= 2; };
  const auto odd = [](std::size_t level) { return level % 2 == 1; };
  // a parameter: values in its unit
  const Json parameter = rule(R"(["1.5","2.5","3.5","4.5"])", {1.5, 2.5, 3.5, 4.5}, upper);
  CHECK(parameter["levels"] == Json{"3.5", "4.5"});
  CHECK(parameter["rule"] == "in {3.5, 4.5}");
  CHECK(parameter["low"] > 2.5);
  CHECK(rule(R"(["3","2","1","0"])", {3, 2, 1, 0}, upper)["levels"] == Json{"1", "0"});
  // a path: numbers of levels. One side of the numbers is one box, however they are written.
  CHECK(rule(R"(["3","2","1","0"])", {}, upper)["levels"] == Json{"1", "0"});
  const Json path = rule(R"(["1","30","2","40"])", {}, odd);
  CHECK(path["levels"] == Json{"30", "40"});
  CHECK(path["low"] > 2);
  CHECK(rule(R"(["2026-02","2028-06","2026-03","2028-01"])", {}, odd)["rule"] == "in {2028-06, 2028-01}");
}

TEST_CASE("another box of the trajectory can be had, the first one restricts nothing") {
  const Scratch here;
  write_merged(here / "x.h5", planted());
  const Ended all = run_program(here.path(), {"discover", "x.h5", "--above", "1.5", "--box", "0"});
  CHECK_THAT(all.out, ContainsSubstring("Box 0:\n no restriction\n"));
  const Ended none = run_program(here.path(), {"discover", "x.h5", "--above", "1.5", "--box", "999"});
  CHECK(none.code == 2);
  CHECK_THAT(none.err, ContainsSubstring("racesim: error: there is no box 999 (they are 0 to "));
}

TEST_CASE("runs of interest lie below, above or between, and one of these must be said") {
  const Scratch here;
  MadeSweep sweep{.design = latin_hypercube(1000, 2, 1)};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) { return 2 * u[0] - 1; };
  write_merged(here / "x.h5", sweep);
  const auto count = [&](const Words& words) {
    return json_of(here, Words{"discover", "x.h5"} + words)["of_interest"].get<int>();
  };
  CHECK(count({"--below", "-0.5"}) == 250);
  CHECK(count({"--above", "0.5"}) == 250);
  CHECK(count({"--between", "-0.5..0"}) == 250);
  const auto [words, message] = GENERATE(table<Words, std::string>({
      {Words{}, "which runs are of interest? (give one of --below X, --above X, --between LOW..HIGH)"},
      {{"--below", "1", "--above", "0"},
       "which runs are of interest? (give one of --below X, --above X, --between LOW..HIGH)"},
      {{"--between", "1..0"}, "nothing lies between 1 and 0"},
      {{"--below", "few"}, "--below: \"few\" is no number (see racesim discover --help)"},
      {{"--between", "1"},
       "--between: \"1\" is not two numbers (write for instance -2..0.5) (see racesim discover --help)"},
  }));
  const Ended ended = run_program(here.path(), Words{"discover", "x.h5"} + words);
  CHECK(ended.code == 2);
  CHECK(ended.err == "racesim: error: " + message + "\n");
}

TEST_CASE("with none or all of interest there is nothing to discover, and this is said") {
  const Scratch here;
  write_merged(here / "x.h5", planted());
  const Ended none = run_program(here.path(), {"discover", "x.h5", "--above", "3"});
  CHECK(none.code == 0);
  CHECK_THAT(none.out, ContainsSubstring(
                           "0 of 3000 points are of interest (0.0 %)\nNone is of interest: there is nothing to tell"));
  CHECK_THAT(run_program(here.path(), {"discover", "x.h5", "--below", "3"}).out,
             ContainsSubstring("All are of interest: there is"));
  CHECK(json_of(here, {"discover", "x.h5", "--above", "3"})["boxes"].empty());
}

TEST_CASE("what chance alone makes is not sold as a box") {
  const Scratch here;
  MadeSweep sweep{.design = monte_carlo(0, 300, 40, 1)};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) { return std::fmod(1e6 * u[0], 1.0); };
  write_merged(here / "x.h5", sweep);
  const Json json = json_of(here, {"discover", "x.h5", "--below", "0.2"});
  CHECK(json["chosen"] == 0);
  CHECK(json["boxes"].back()["density"].get<double>() > 0.6);
  CHECK(json["boxes"].back()["held_out"]["density"].get<double>() < 0.4);
  CHECK_THAT(run_program(here.path(), {"discover", "x.h5", "--below", "0.2"}).out,
             ContainsSubstring("no box does better than all points"));
}

TEST_CASE("boxes are sought in the difference of scenarios, among rows that are a sample, and not on trajectories") {
  const Scratch here;
  MadeSweep sweep{.kind = "saltelli", .design = saltelli(0, 500, 3, false, 1), .scenarios = {"ban", "free"}};
  sweep.outcome = [](const double* u, std::size_t scenario, std::size_t) {
    return 100 * u[2] + (scenario == 0 && u[0] < 0.3 ? -1 : 0);
  };
  sweep.status = {{1, std::int8_t{2}}};
  write_merged(here / "s.h5", sweep);
  const Json json = json_of(here, {"discover", "s.h5", "--minus", "free", "--below", "-0.5"});
  CHECK(json["points"] == 999);
  CHECK(json["points_with_a_failed_run"] == 1);
  CHECK(rule_of(json, "x1")["high"].get<double>() == Approx(0.3).margin(0.03));
  sweep.kind = "morris";
  sweep.design = morris(0, 10, {0, 1, 2}, 4, 1);
  write_merged(here / "m.h5", sweep);
  const Ended refused = run_program(here.path(), {"discover", "m.h5", "--below", "0"});
  CHECK(refused.code == 2);
  CHECK_THAT(refused.err, ContainsSubstring("boxes cannot be found in a morris design"));
}

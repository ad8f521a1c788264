// What `racesim sensitivity` says of sweeps whose effects are known.
#include <cmath>

#include "analyses.hpp"
#include "racesim/core/random.hpp"
#include "support/catch.hpp"
#include "support/merged_file.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

double noise(const double* u, std::size_t replicate, std::uint32_t which = 0) {
  return normal({.seed = static_cast<std::uint64_t>(u[0] * 1e15),
                 .replicate = static_cast<std::uint32_t>(replicate),
                 .agent = static_cast<std::uint32_t>(u[1] * 1e9),
                 .partner = which});
}

double linear(const double* u, std::size_t, std::size_t) { return 3 * u[0] - 2 * u[1]; }

MadeSweep morris_sweep() { return {.kind = "morris", .design = morris(0, 20, {0, 1, 2}, 4, 1), .outcome = linear}; }

}  // namespace

TEST_CASE("a Morris sweep gives the slopes of a linear function, the largest first") {
  const Scratch here;
  write_merged(here / "m.h5", morris_sweep());
  const Json table = table_of(json_of(here, {"sensitivity", "m.h5"}), "morris");
  CHECK(table["used"] == 20);
  CHECK(table["indices"][0]["factor"] == "x1");
  CHECK(table["indices"][0]["mu*"]["value"].get<double>() == Approx(3));
  CHECK(table["indices"][1]["mu"]["value"].get<double>() == Approx(-2));
  CHECK(table["indices"][1]["mu*"]["low"].get<double>() == Approx(2));
  CHECK(std::fabs(table["indices"][2]["mu*"]["value"].get<double>()) < 1e-9);
  const Ended text = run_program(here.path(), {"sensitivity", "m.h5"});
  CHECK(text.err.empty());
  CHECK_THAT(text.out, ContainsSubstring("morris design, 3 factors, 80 points in blocks of 4\nscenario base\n"));
  CHECK_THAT(text.out, ContainsSubstring("\ny (month)\n"));
  CHECK_THAT(text.out, ContainsSubstring("From 20 trajectories. mu*: mean size of the change"));
}

TEST_CASE("factors of a group move together and have one line") {
  const Scratch here;
  MadeSweep sweep = morris_sweep();
  sweep.group = {0, 0, 1};
  sweep.design = morris(0, 20, sweep.group, 4, 1);
  sweep.outcome = [](const double* u, std::size_t, std::size_t) { return 5 * u[2]; };
  write_merged(here / "m.h5", sweep);
  const Json table = table_of(json_of(here, {"sensitivity", "m.h5"}), "morris");
  REQUIRE(table["indices"].size() == 2);
  CHECK(table["indices"][0]["group"] == "g2");
  CHECK(table["indices"][0]["mu*"]["value"].get<double>() == Approx(5));
}

TEST_CASE("a failed or missing run takes its point and its block with it, and both are counted") {
  const Scratch here;
  MadeSweep sweep = morris_sweep();
  sweep.replicates = 2;
  const auto run_of = [](std::size_t point) { return 2 * point + 1; };
  sweep.status = {{run_of(1), std::int8_t{2}}, {run_of(2), std::int8_t{2}}, {run_of(9), std::int8_t{0}}};
  write_merged(here / "m.h5", sweep);
  const Json json = json_of(here, {"sensitivity", "m.h5"});
  CHECK(json["points_with_a_failed_run"] == 2);
  CHECK(json["points_with_a_missing_run"] == 1);
  const Json table = table_of(json, "morris");
  CHECK(table["used"] == 18);
  CHECK(table["dropped"] == 2);
  CHECK(row_of(table, "x1")["mu*"]["value"].get<double>() == Approx(3));
  CHECK(table_of(json, "split")["used"] == 77);
  const Ended text = run_program(here.path(), {"sensitivity", "m.h5"});
  CHECK_THAT(text.out, ContainsSubstring("2 of 80 points dropped: a run failed there\n"));
  CHECK_THAT(text.out, ContainsSubstring("1 of 80 points dropped: a run is missing there\n"));
  CHECK_THAT(text.out, ContainsSubstring("From 18 trajectories; 2 dropped."));
}

TEST_CASE("points whose outcome has no number are dropped and told apart from failures") {
  const Scratch here;
  MadeSweep sweep{.design = monte_carlo(0, 200, 2, 1)};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) { return u[0] > 0.9 ? std::nan("") : u[1]; };
  write_merged(here / "x.h5", sweep);
  const Json json = json_of(here, {"sensitivity", "x.h5"});
  const std::size_t numberless = json["outcomes"][0]["points_without_a_number"];
  CHECK(numberless > 5);
  CHECK(table_of(json, "rank")["used"] == 200 - numberless);
  CHECK_THAT(run_program(here.path(), {"sensitivity", "x.h5"}).out, ContainsSubstring("a run has no number there"));
}

TEST_CASE("a method that does not suit the design is refused with the designs that do") {
  const Scratch here;
  write_merged(here / "m.h5", morris_sweep());
  write_merged(here / "x.h5", {.design = monte_carlo(0, 20, 3, 1), .outcome = linear});
  write_merged(here / "s.h5", {.kind = "saltelli", .design = saltelli(0, 8, 3, false, 1), .outcome = linear});
  const auto [file, method, message] = GENERATE(table<std::string, std::string, std::string>({
      {"m.h5", "sobol", "sobol cannot be worked out from a morris design (it needs one of saltelli)"},
      {"x.h5", "morris", "morris cannot be worked out from a monte_carlo design (it needs one of morris)"},
      {"s.h5", "morris", "morris cannot be worked out from a saltelli design (it needs one of morris)"},
      {"x.h5", "split", "noise cannot be told from parameters with one replicate per point (sweep with two or more)"},
  }));
  const Ended ended = run_program(here.path(), {"sensitivity", file, "--method", method});
  CHECK(ended.code == 2);
  CHECK(ended.out.empty());
  CHECK(ended.err == file + ": error: " + message + "\n");
}

TEST_CASE("what the file does not hold is refused with what it does hold") {
  const Scratch here;
  MadeSweep sweep = morris_sweep();
  sweep.series = [](const double* u, std::size_t, std::size_t, int, int) { return u[0]; };
  write_merged(here / "m.h5", sweep);
  const auto [words, message] = GENERATE(table<Words, std::string>({
      {{"--outcome", "levle"}, "it keeps no \"levle\" (did you mean \"level\"?)"},
      {{"--outcome", "share"}, "share has a value for each bloc (say which: share[US])"},
      {{"--outcome", "share[China"}, "it keeps no \"share[China\" (allowed: y, level, share)"},
      {{"--outcome", "share[EU]"}, "share has no entry \"EU\" (say which: share[US]; allowed: US, China)"},
      {{"--outcome", "y", "--at", "2027"},
       "y is one number per run and has no months (--at is for observables: "
       "allowed: level, share)"},
      {{"--outcome", "y", "--over-time"},
       "y is one number per run and has no months (--over-time is for observables: "
       "allowed: level, share)"},
      {{"--outcome", "level", "--at", "2026-12"}, "it has no month of 2026-12 (its months are 2027-01 to 2028-12)"},
      {{"--outcome", "level", "--at", "soon"},
       "\"soon\" is no month and no year (write 2028-06 or 2028; its months are 2027-01 to 2028-12)"},
      {{"--scenario", "ban"}, "it has no scenario \"ban\" (allowed: base)"},
      {{"--minus", "base"}, "base less itself is nothing (give --scenario or --minus another one: allowed: base)"},
  }));
  const Ended ended = run_program(here.path(), Words{"sensitivity", "m.h5"} + words);
  CHECK(ended.code == 2);
  CHECK(ended.err == "m.h5: error: " + message + "\n");
}

TEST_CASE("the difference of two scenarios is taken run by run, and cancels what they share") {
  const Scratch here;
  MadeSweep sweep{.design = latin_hypercube(400, 2, 1), .scenarios = {"ban", "free"}, .replicates = 2};
  sweep.outcome = [](const double* u, std::size_t scenario, std::size_t replicate) {
    return 10 * u[1] + 5 * noise(u, replicate) + (scenario == 0 ? u[0] : 0);
  };
  write_merged(here / "x.h5", sweep);
  const Json effect = json_of(here, {"sensitivity", "x.h5", "--scenario", "ban", "--minus", "free"});
  CHECK(row_of(table_of(effect, "rank"), "x1")["rank correlation"]["value"].get<double>() > 0.999);
  CHECK(std::fabs(row_of(table_of(effect, "rank"), "x2")["rank correlation"]["value"].get<double>()) < 0.15);
  CHECK(row_of(table_of(effect, "split"), "parameters")["share"]["value"].get<double>() == Approx(1));
  const Json alone = json_of(here, {"sensitivity", "x.h5"});
  CHECK(alone["scenario"] == "ban");
  CHECK(row_of(table_of(alone, "rank"), "x2")["rank correlation"]["value"].get<double>() > 0.5);
  CHECK(row_of(table_of(alone, "split"), "stochastic")["share"]["value"].get<double>() > 0.5);
  CHECK_THAT(run_program(here.path(), {"sensitivity", "x.h5"}).out,
             ContainsSubstring("scenario ban, the first; there are ban, free (--scenario, --minus)\n"));
}

TEST_CASE("scenarios of different seeds share no random numbers, and are not taken from each other") {
  const Scratch here;
  MadeSweep sweep{.design = latin_hypercube(40, 2, 1), .scenarios = {"ban", "free"}, .seed = {1, 2}, .outcome = linear};
  write_merged(here / "x.h5", sweep);
  for (const Words& words :
       {Words{"sensitivity", "x.h5", "--minus", "free"}, {"discover", "x.h5", "--minus", "free", "--below", "0"}}) {
    const Ended refused = run_program(here.path(), words);
    CHECK(refused.code == 2);
    CHECK_THAT(refused.err, ContainsSubstring("x.h5: error: the two scenarios have different seeds"));
  }
  CHECK(run_program(here.path(), {"sensitivity", "x.h5"}).code == 0);
}

TEST_CASE("observables are taken at a month, over a year, by bloc, and over time") {
  const Scratch here;
  MadeSweep sweep{.kind = "saltelli", .design = saltelli(0, 256, 2, true, 1), .outcome = linear};
  // x1 drives the first year, x2 the second; in bloc 1 the other way round.
  sweep.series = [](const double* u, std::size_t, std::size_t, int month, int bloc) {
    return month % 12 + u[(month < 12) == (bloc == 1) ? 1 : 0];
  };
  write_merged(here / "s.h5", sweep);
  const auto st = [](const Json& json, const std::string& factor, std::size_t outcome) {
    return row_of(table_of(json, "sobol", outcome), factor)["ST"]["value"].get<double>();
  };
  const Json json = json_of(here, {"sensitivity", "s.h5", "--outcome", "level", "--outcome", "share[China]", "--at",
                                   "2027", "--at", "2028-03"});
  REQUIRE(json["outcomes"].size() == 4);
  CHECK(json["outcomes"][2]["outcome"] == "share[China]");
  CHECK(json["outcomes"][1]["at"] == "2028-03");
  CHECK(st(json, "x1", 0) == Approx(1).margin(0.02));
  CHECK(st(json, "x1", 1) == Approx(0).margin(0.02));
  CHECK(st(json, "x1", 2) == Approx(0).margin(0.02));
  CHECK(st(json, "x1", 3) == Approx(1).margin(0.02));
  const Json last = json_of(here, {"sensitivity", "s.h5", "--outcome", "share", "--bloc", "US"});
  CHECK(last["outcomes"][0]["at"] == "2028-12");
  CHECK(st(last, "x2", 0) == Approx(1).margin(0.02));

  const Ended text =
      run_program(here.path(), {"sensitivity", "s.h5", "--outcome", "level", "--over-time", "--csv", "level.csv"});
  CHECK(text.code == 0);
  CHECK_THAT(text.out, ContainsSubstring(" factor: ST  2027-12  2028-12\n"));
  CHECK_THAT(text.out, ContainsSubstring(" x1             1.00     0.00\n"));
  const std::string csv = text_of(here / "level.csv");
  CHECK(csv.starts_with(
      "scenario,outcome,unit,at,method,index,subject,value,low,high,notes\nbase,level,ECI,2027-01,sobol,ST,"));
  // two factors with ST and S1, a pair with S2, each table with the variance
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 24 * (4 + 1 + 1 + 1));
}

TEST_CASE("Sobol indices of a known function lie in their intervals, with second order") {
  const Scratch here;
  MadeSweep sweep{.kind = "saltelli", .design = saltelli(0, 2048, 3, true, 4)};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) { return u[0] + 12 * (u[1] - 0.5) * (u[2] - 0.5); };
  write_merged(here / "s.h5", sweep);
  const Json json = json_of(here, {"sensitivity", "s.h5", "--level", "99"});
  const double linear_part = 1.0 / 12, interaction = 1.0, all = linear_part + interaction;
  const Json table = table_of(json, "sobol");
  const auto holds = [](const Json& index, double exact) {
    return index["low"].get<double>() - 0.01 < exact && exact < index["high"].get<double>() + 0.01;
  };
  CHECK(holds(row_of(table, "x1")["ST"], linear_part / all));
  CHECK(holds(row_of(table, "x1")["S1"], linear_part / all));
  CHECK(holds(row_of(table, "x2")["S1"], 0));
  CHECK(holds(row_of(table, "x3")["ST"], interaction / all));
  CHECK(table["variance"].get<double>() == Approx(all).epsilon(0.03));
  const Json& pairs = json["outcomes"][0]["methods"][1];
  CHECK(pairs["indices"][0]["pair"] == "x2 x x3");
  CHECK(holds(pairs["indices"][0]["S2"], interaction / all));
}

TEST_CASE("runs with sampled parameters are a design too, and runs without are none") {
  const Scratch here;
  REQUIRE(run_program(here.path(), short_run("30", "x.h5") + Words{"--sample"}).code == 0);
  const Json json = json_of(here, {"sensitivity", "x.h5", "--outcome", "final_leader_eci"});
  CHECK(json["design"] == "sample");
  CHECK(table_of(json, "rank")["indices"].size() > 50);
  CHECK(table_of(json, "pawn")["used"] == 30);
  REQUIRE(run_program(here.path(), short_run("2", "y.h5")).code == 0);
  std::ofstream(here / "b.yaml") << "format: racesim-scenario/2\nextends: " << baseline << "\nname: b\nseed: 5\n";
  REQUIRE(run_program(here.path(), short_run("3", "z.h5") + Words{"b.yaml", "--sample"}).code == 0);
  const Ended apart = run_program(here.path(), {"sensitivity", "z.h5", "--minus", "b"});
  CHECK(apart.code == 2);
  CHECK_THAT(apart.err, ContainsSubstring("the two scenarios have different seeds"));
  const Ended none = run_program(here.path(), {"sensitivity", "y.h5"});
  CHECK(none.code == 2);
  CHECK_THAT(none.err, ContainsSubstring("y.h5: error: nothing was varied in it ("));
}

TEST_CASE("noise that all points share is not taken for what parameters do, nor taken off it") {
  const Scratch here;
  MadeSweep sweep{
      .kind = "saltelli", .design = saltelli(0, 64, 2, false, 1), .replicates = 2, .random_numbers = "common"};
  sweep.outcome = [](const double* u, std::size_t, std::size_t replicate) {
    return u[0] + 3 * static_cast<double>(replicate);
  };
  write_merged(here / "s.h5", sweep);
  const Json table = table_of(json_of(here, {"sensitivity", "s.h5"}), "split");
  const double all = 1.0 / 12 + 4.5;  // of u, and of 0 and 3
  CHECK(row_of(table, "parameters")["share"]["value"].get<double>() == Approx(1.0 / 12 / all).epsilon(0.02));
  CHECK(row_of(table, "stochastic")["variance"]["value"].get<double>() == Approx(4.5));
  CHECK(row_of(table, "stochastic x parameters")["variance"]["value"].get<double>() == Approx(0).margin(1e-12));
  CHECK_THAT(table["notes"][0].get<std::string>(), ContainsSubstring("from point to point, 0.0 % is noise"));
  CHECK(table["notes"].size() == 1);
  // What only the interaction makes is told as such, and nothing can be told of parameters.
  sweep.outcome = [](const double* u, std::size_t, std::size_t replicate) { return noise(u, replicate); };
  write_merged(here / "t.h5", sweep);
  const Json noisy = table_of(json_of(here, {"sensitivity", "t.h5"}), "split");
  CHECK(row_of(noisy, "stochastic x parameters")["share"]["value"].get<double>() > 0.7);
  CHECK_THAT(noisy["notes"][1].get<std::string>(), ContainsSubstring("Parameters cannot be told from noise here"));
}

TEST_CASE("where parameters do nothing that can be told from noise, this is said") {
  const Scratch here;
  MadeSweep sweep{.kind = "saltelli", .design = saltelli(0, 64, 2, false, 1), .replicates = 2};
  sweep.outcome = [](const double* u, std::size_t, std::size_t replicate) { return noise(u, replicate); };
  write_merged(here / "s.h5", sweep);
  CHECK_THAT(run_program(here.path(), {"sensitivity", "s.h5"}).out,
             ContainsSubstring("Parameters cannot be told from noise here"));
  sweep.outcome = [](const double* u, std::size_t, std::size_t replicate) { return 9 * u[1] + noise(u, replicate); };
  write_merged(here / "t.h5", sweep);
  const std::string out = run_program(here.path(), {"sensitivity", "t.h5"}).out;
  CHECK(out.find("cannot be told from noise") == std::string::npos);
  CHECK_THAT(out, ContainsSubstring("Of the variance of the means over 2 replicates, "));
}

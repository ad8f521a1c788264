// Sensitivity and discovery on result files whose outcomes are known.
#include <cmath>

#include <nlohmann/json.hpp>

#include "racesim/analysis/discovery.hpp"
#include "racesim/analysis/indices.hpp"
#include "racesim/core/diagnostic.hpp"
#include "support/catch.hpp"
#include "support/merged_file.hpp"
#include "support/scratch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

using Words = std::vector<std::string>;

MadeSweep sum_of(const std::string& kind, Design design) {
  MadeSweep sweep{.kind = kind, .design = std::move(design)};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) { return 4 * u[0] + 2 * u[1]; };
  return sweep;
}

}  // namespace

TEST_CASE("the design chooses the method, and one that it cannot serve is refused") {
  const Scratch here;
  const auto methods = [&](const MadeSweep& sweep, const std::string& asked) {
    write_merged(here / "x.h5", sweep);
    const ResultFile file(here / "x.h5");
    return methods_for(read_design(file, "", ""), asked);
  };
  const MadeSweep sobol = sum_of("saltelli", saltelli(0, 8, 3, false, 1));
  CHECK(methods(sobol, "auto") == Words{"sobol"});
  CHECK(methods(sum_of("latin_hypercube", latin_hypercube(16, 3, 1)), "auto") == Words{"rank", "pawn"});
  MadeSweep repeated = sobol;
  repeated.replicates = 2;
  CHECK(methods(repeated, "auto") == Words{"sobol", "split"});
  CHECK_THROWS_AS(methods(sobol, "morris"), InputError);
  CHECK_THROWS_AS(methods(sobol, "split"), InputError);
}

TEST_CASE("shares of variance of a sum are those of its terms, the largest first") {
  const Scratch here;
  write_merged(here / "x.h5", sum_of("saltelli", saltelli(0, 1024, 3, false, 1)));
  const ResultFile file(here / "x.h5");
  const DesignedResult result = read_design(file, "", "");
  const auto outcome = select_outcomes(file, {"y"})[0];
  const OutcomeIndices found = outcome_indices(result, outcome, {"sobol"}, {.count = 50});
  REQUIRE(found.tables.size() == 1);
  const IndexTable& table = found.tables[0];
  CHECK(table.subjects == Words{"x1", "x2", "x3"});
  CHECK(table.columns[0].of[0].value == Approx(0.8).margin(0.02));
  CHECK(table.columns[0].of[1].value == Approx(0.2).margin(0.02));
  CHECK(table.columns[0].of[2].value == Approx(0).margin(1e-9));
  CHECK_THAT(verdict(found), ContainsSubstring("What counts most, by ST: x1 (0.8"));
  const auto json = indices_json(result, {found}, {.count = 50, .level = 0.95});
  CHECK(json["outcomes"][0]["methods"][0]["indices"][0]["factor"] == "x1");
  CHECK(json["resamples"] == 50);
  CHECK_THAT(indices_csv(result, {found}), ContainsSubstring("base,y,month,,sobol,ST,x1,"));
}

TEST_CASE("an outcome that is the same at every point is called constant, and nothing is NaN") {
  const Scratch here;
  const auto found_in = [&](const std::string& kind, Design design, const std::string& asked) {
    MadeSweep sweep = sum_of(kind, std::move(design));
    sweep.replicates = 2;
    sweep.outcome = [](const double*, std::size_t, std::size_t) { return 0.1; };
    write_merged(here / "x.h5", sweep);
    const ResultFile file(here / "x.h5");
    const DesignedResult result = read_design(file, "", "");
    const auto outcome = select_outcomes(file, {"y"})[0];
    const auto found = outcome_indices(result, outcome, methods_for(result, asked), {.count = 20});
    CHECK(verdict(found) == constant_note);
    for (const IndexTable& table : found.tables) {
      CHECK(table.constant);
      CHECK(table.notes == Words{std::string(constant_note)});
    }
    const std::string json = indices_json(result, {found}, {}).dump();
    CHECK_THAT(json, !ContainsSubstring("nan") && !ContainsSubstring("More replicates would help"));
    CHECK_THAT(indices_csv(result, {found}), !ContainsSubstring("nan"));
    if (kind == "morris") return;
    const Discovery box = discover(result, outcome, {.low = 1, .high = 2, .text = "above 1"});
    CHECK(discovery_json(result, box)["notes"][0] == constant_note);
  };
  found_in("saltelli", saltelli(0, 16, 3, true, 1), "auto");
  found_in("latin_hypercube", latin_hypercube(32, 3, 1), "auto");
  found_in("morris", morris(0, 12, {0, 1, 2}, 4, 1), "auto");
}

TEST_CASE("means that are the same at every point over runs that are not: all is noise") {
  const Scratch here;
  MadeSweep sweep = sum_of("latin_hypercube", latin_hypercube(32, 3, 1));
  sweep.replicates = 2;
  sweep.random_numbers = "common";
  sweep.outcome = [](const double*, std::size_t, std::size_t replicate) { return static_cast<double>(replicate); };
  write_merged(here / "x.h5", sweep);
  const ResultFile file(here / "x.h5");
  const DesignedResult result = read_design(file, "", "");
  const auto found = outcome_indices(result, select_outcomes(file, {"y"})[0], {"rank", "split"}, {.count = 20});
  CHECK(found.tables[0].constant);
  CHECK_FALSE(found.tables[1].constant);
  CHECK_THAT(found.tables[1].notes[0], ContainsSubstring("all there is is noise"));
}

TEST_CASE("a handful of blocks, trajectories or points have no intervals, and a note says why") {
  const Scratch here;
  const auto found_in = [&](const std::string& kind, Design design) {
    write_merged(here / "x.h5", sum_of(kind, std::move(design)));
    const ResultFile file(here / "x.h5");
    const DesignedResult result = read_design(file, "", "");
    return outcome_indices(result, select_outcomes(file, {"y"})[0], methods_for(result, "auto"), {.count = 20});
  };
  for (const auto& [few, unit] : {std::pair{found_in("saltelli", saltelli(0, 2, 3, false, 1)), "blocks"},
                                  std::pair{found_in("morris", morris(0, 9, {0, 1, 2}, 4, 1)), "trajectories"},
                                  std::pair{found_in("monte_carlo", monte_carlo(0, 5, 3, 1)), "points"}}) {
    CHECK(few.tables[0].notes[0] == std::string("Too few ") + unit + " for intervals: a bootstrap needs 10 or more.");
    CHECK(std::isnan(few.tables[0].columns[0].of[0].interval.low));
    CHECK_THAT(verdict(few), ContainsSubstring("too few to tell which factor counts"));
  }
  CHECK_FALSE(std::isnan(found_in("saltelli", saltelli(0, 10, 3, false, 1)).tables[0].columns[0].of[0].interval.low));
}

TEST_CASE("what is said beside the tables stands in JSON and CSV too") {
  const Scratch here;
  MadeSweep sweep = sum_of("latin_hypercube", latin_hypercube(40, 3, 1));
  sweep.status = {{3, std::int8_t{2}}};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) { return u[1] > 0.9 ? std::nan("") : u[0]; };
  write_merged(here / "x.h5", sweep);
  const ResultFile file(here / "x.h5");
  const DesignedResult result = read_design(file, "", "");
  const auto outcome = select_outcomes(file, {"y"})[0];
  const auto found = outcome_indices(result, outcome, {"rank"}, {.count = 20});
  const auto json = indices_json(result, {found}, {});
  CHECK(json["notes"][0] == "1 of 40 points dropped: a run failed there");
  CHECK(json["outcomes"][0]["verdict"] == verdict(found));
  CHECK_THAT(json["outcomes"][0]["notes"][0].get<std::string>(), ContainsSubstring("a run has no number there"));
  CHECK_THAT(indices_csv(result, {found}), ContainsSubstring("a run failed there") && ContainsSubstring("no number"));
  const Discovery box = discover(result, outcome, {.low = 0.5, .high = 2, .text = "above 0.5"});
  const std::string told = discovery_json(result, box)["notes"].dump();
  CHECK_THAT(told, ContainsSubstring("a run failed there") && ContainsSubstring("no number there") &&
                       ContainsSubstring("So few points on one side"));
  CHECK_THAT(discovery_csv(result, box), ContainsSubstring("So few points on one side"));
}

TEST_CASE("indices of a series change with its months") {
  const Scratch here;
  MadeSweep sweep = sum_of("saltelli", saltelli(0, 256, 2, false, 1));
  sweep.series = [](const double* u, std::size_t, std::size_t, int month, int) { return month < 12 ? u[0] : u[1]; };
  write_merged(here / "x.h5", sweep);
  const ResultFile file(here / "x.h5");
  const auto level = select_outcomes(file, {"level"}, {}, {}, true)[0];
  const auto months = indices_over_time(read_design(file, "", ""), level, {"sobol"}, {.count = 20});
  REQUIRE(months.size() == 24);
  CHECK(months[0].at == "2027-01");
  CHECK(months[0].tables[0].subjects[0] == "x1");
  CHECK(months[23].tables[0].subjects[0] == "x2");
}

TEST_CASE("a planted box is found, and rules read in the units and labels of the factors") {
  const Scratch here;
  MadeSweep sweep{.kind = "latin_hypercube", .design = latin_hypercube(2000, 3, 1)};
  sweep.low = {10, 0, 0};
  sweep.high = {20, 1, 1};
  sweep.unit = {"yr", "1", ""};
  sweep.levels = {"", "", R"(["slow","fast"])"};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) {
    return u[0] > 0.6 && level_of(u[2], 2) == 1 ? 2 : u[1];
  };
  write_merged(here / "x.h5", sweep);
  const ResultFile file(here / "x.h5");
  const DesignedResult result = read_design(file, "", "");
  const Criterion criterion{.low = 1.5, .high = 10, .text = "above 1.5"};
  const auto outcome = select_outcomes(file, {"y"})[0];
  const Discovery found = discover(result, outcome, criterion);
  CHECK(found.points == 2000);
  CHECK(found.of_interest == Approx(400).margin(40));
  const Box& box = found.boxes[found.chosen];
  CHECK(box.density > 0.9);
  CHECK(box.bound[0].low == Approx(16).margin(0.4));
  CHECK_THAT(rule_text(result.factors[0], box.bound[0]), ContainsSubstring(">= 16."));
  CHECK(rule_text(result.factors[2], box.bound[2]) == "in {fast}");
  CHECK(found.p[0] < 0.001);
  CHECK(discovery_json(result, found)["boxes"][found.chosen]["rules"][0]["factor"] == "x1");
  CHECK_THAT(discovery_csv(result, found), ContainsSubstring(",fast,"));
  CHECK(discover(result, outcome, criterion, 0).chosen == 0);
  CHECK_THROWS_AS(discover(result, outcome, criterion, 1000), InputError);
}

TEST_CASE("boxes are not sought in a design that does not fill the space") {
  const Scratch here;
  write_merged(here / "x.h5", sum_of("one_at_a_time", latin_hypercube(8, 3, 1)));
  const ResultFile file(here / "x.h5");
  CHECK_THROWS_AS(
      discover(read_design(file, "", ""), select_outcomes(file, {"y"})[0], {.low = 0, .high = 1, .text = ""}),
      InputError);
}

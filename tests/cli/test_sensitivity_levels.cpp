// What `racesim sensitivity` makes of factors with levels.
#include "analyses.hpp"
#include "support/merged_file.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a factor whose levels have no order has PAWN and no rank; levels that are numbers have both") {
  const Scratch here;
  MadeSweep sweep{.design = latin_hypercube(600, 3, 2)};
  sweep.levels = {R"(["fast","slow","none"])", R"(["1","2","4"])", ""};
  sweep.outcome = [](const double* u, std::size_t, std::size_t) {
    const double by_level[] = {5, 0, 10};
    return by_level[level_of(u[0], 3)] + static_cast<double>(level_of(u[1], 3));
  };
  write_merged(here / "x.h5", sweep);
  const Json json = json_of(here, {"sensitivity", "x.h5", "--method", "rank"});
  const Json rank = table_of(json, "rank");
  CHECK(rank["indices"].size() == 2);
  CHECK(rank["indices"][0]["factor"] == "x2");
  CHECK_THAT(rank["notes"][0].get<std::string>(),
             ContainsSubstring("Without x1: levels without an order have no rank"));
  const Json pawn = table_of(json, "pawn");
  CHECK(pawn["indices"][0]["factor"] == "x1");
  CHECK(pawn["indices"][0]["PAWN"]["value"].get<double>() > 0.3);
  CHECK(row_of(pawn, "x3")["PAWN"]["value"].get<double>() <
        1.5 * row_of(pawn, "x3")["threshold"]["value"].get<double>());
}

TEST_CASE("levels that are numbers or months are ranked by what they say, not by where they stand") {
  const Scratch here;
  MadeSweep sweep{.design = latin_hypercube(600, 3, 2)};
  sweep.levels = {R"(["10","1","7","3"])", R"(["2027-01","2025-12","2026-06","2026-02"])", R"(["4","1","3","2"])"};
  sweep.numbers = {{2, {4, 1, 3, 2}}};
  const double rising[] = {4, 1, 3, 2};
  for (const std::size_t k : {0u, 1u, 2u}) {
    sweep.outcome = [&](const double* u, std::size_t, std::size_t) { return rising[level_of(u[k], 4)]; };
    write_merged(here / ("x" + std::to_string(k) + ".h5"), sweep);
    const Json json = json_of(here, {"sensitivity", "x" + std::to_string(k) + ".h5", "--method", "rank"});
    const Json row = row_of(table_of(json, "rank"), "x" + std::to_string(k + 1));
    CHECK(row["rank correlation"]["value"].get<double>() == Approx(1));
  }
}

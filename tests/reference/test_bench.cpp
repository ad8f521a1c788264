#include "racesim/reference/bench.hpp"

#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("a report has a row for every case, with rates that fit the ratios") {
  BenchOptions options;
  options.cases = {{.name = "few", .labs = 100, .runs = 2, .lanes = 1, .months = 3, .repeats = 1},
                   {.name = "many", .labs = 1'000, .runs = 8, .lanes = 8, .months = 3, .repeats = 2}};
  options.rounds = 1;
  const BenchReport report = run_bench(options);
  REQUIRE(report.rows.size() == 2);
  for (const BenchRow& row : report.rows) {
    CHECK(row.engine / row.plain == Approx(row.ratio));
    CHECK(row.parallel / row.engine == Approx(row.gain));
    CHECK(row.bandwidth_share == Approx(row.bytes * row.engine / report.triad));
  }
  CHECK(report.rows[0].bytes > 6 * 8 + 4 + 8 * 12);         // columns, id, eight edges
  CHECK(report.rows[0].bytes < 6 * 8 + 4 + 12 * 12);        // and little padding
  CHECK(report.rows[1].bytes < 6 * 8 + 12 * 12 / 8.0 + 1);  // eight runs share the graph
  CHECK(report.peak_memory > 0);
  CHECK(to_text(report).find("many") != std::string::npos);
}

TEST_CASE("the quoted cases are those of the workload's description") {
  std::vector<std::size_t> labs;
  for (const BenchCase& size : reference_cases()) {
    labs.push_back(size.labs);
  }
  CHECK(labs == std::vector<std::size_t>{100, 10'000, 1'000'000, 100});
}

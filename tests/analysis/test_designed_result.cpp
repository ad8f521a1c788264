// Designs read back from files, what is made of them, and how well a mean is known.
#include <cmath>

#include "racesim/analysis/designed_result.hpp"
#include "racesim/analysis/precision.hpp"
#include "racesim/analysis/sides.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/statistics/resample.hpp"
#include "support/catch.hpp"
#include "support/merged_file.hpp"
#include "support/scratch.hpp"

using namespace racesim;

namespace {

/// Three points, two scenarios, two replicates: 100 point + 10 scenario + replicate. A run of the last point failed.
MadeSweep counted() {
  MadeSweep sweep{
      .design = {.factors = 2, .u = {0, 0.1, 0.4, 0.5, 0.8, 0.9}}, .scenarios = {"with", "without"}, .replicates = 2};
  sweep.levels = {"", R"(["2027-01","2026-01"])"};
  sweep.low = {10, 0};
  sweep.high = {20, 1};
  sweep.status = {{11, std::int8_t{2}}};
  sweep.outcome = [](const double* u, std::size_t scenario, std::size_t replicate) {
    return 100 * std::round(u[0] / 0.4) + 10 * static_cast<double>(scenario) + static_cast<double>(replicate);
  };
  sweep.random_numbers = "common";
  return sweep;
}

}  // namespace

TEST_CASE("a design is read back with its factors, the numbers of their levels, and the state of its points") {
  const Scratch here;
  write_merged(here / "x.h5", counted());
  const ResultFile file(here / "x.h5");
  const DesignedResult alone = read_design(file, "", "");
  CHECK(alone.kind == "monte_carlo");
  CHECK(alone.random_numbers == RandomNumbers::common);
  CHECK(alone.replicates == 2);
  CHECK(alone.scenario_text() == "with");
  CHECK(alone.factors[1].ordered);
  CHECK(alone.factors[1].numbers == std::vector<double>{2027, 2026});
  CHECK(alone.values.u == std::vector<double>{10, 2027, 14, 2026, 18, 2026});
  CHECK(alone.count(DesignedResult::State::sound) == 3);
  const DesignedResult difference = read_design(file, "without", "with");
  CHECK(difference.scenario_text() == "without - with");
  CHECK(difference.state[2] == DesignedResult::State::failed);
  CHECK_THROWS_AS(read_design(file, "with", "with"), InputError);
}

TEST_CASE("runs belong to points by what the file says of them, not by where they stand") {
  const Scratch here;
  write_merged(here / "x.h5", counted());
  const auto read = [&](const char* name) {
    const ResultFile file(here / name);
    return pair_values(read_design(file, "without", "with"), file.find("y")[0], {});
  };
  const auto before = read("x.h5");
  std::vector<std::size_t> rows = {7, 3, 11, 0, 1, 2, 4, 5, 6, 8, 9, 10};
  write_merged(here / "turned.h5", counted(), rows);
  const auto after = read("turned.h5");
  REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < before.size(); ++i)
    CHECK((after[i] == before[i] || (std::isnan(after[i]) && std::isnan(before[i]))));
}

TEST_CASE("a run that is in a file twice is refused, however far apart") {
  const Scratch here;
  write_merged(here / "x.h5", counted(), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 4});
  const ResultFile file(here / "x.h5");
  const auto why =
      Catch::Matchers::ContainsSubstring("a run is in it twice: with, seed 1, design point 1, replicate 0");
  CHECK_THROWS_WITH(read_design(file, "", ""), why);
  CHECK_THROWS_WITH(open_results((here / "x.h5").string()), why);
}

TEST_CASE("the factors of a difference are those of both sides") {
  const Scratch here;
  // Draws 0, 1, 2 of two scenarios: "fixed" holds b, "wide" draws it.
  FileSchema schema;
  schema.dimensions = {{"run", 6}, {"time", 1}, {"scenario_name", 2}, {"param", 2}};
  const auto run = [&](const char* path, ValueType type) {
    schema.variables.push_back({.path = path, .type = type, .dimensions = {"run"}});
  };
  schema.variables = {time_coordinate(),
                      {.path = "scenario_name", .type = ValueType::text, .dimensions = {"scenario_name"}},
                      {.path = "param", .type = ValueType::text, .dimensions = {"param"}},
                      {.path = "design", .dimensions = {"run", "param"}}};
  run("scenario", ValueType::int32);
  run("status", ValueType::int8);
  run("y", ValueType::float64);
  for (const char* label : {"seed", "replicate", "design_point"}) run(label, ValueType::int64);
  DatasetWriter writer(here / "x.h5", schema);
  const auto write = [&]<class T>(const char* path, const std::vector<T>& values) {
    writer.write(path, std::span<const T>(values));
  };
  write("time", std::vector{days_since_epoch(Month::of(2027, 1))});
  write("scenario_name", std::vector<std::string>{"fixed", "wide"});
  write("param", std::vector<std::string>{"a", "b"});
  write("design", std::vector<double>{1, 5, 2, 5, 3, 5, 1, 7, 2, 8, 3, 9});
  write("scenario", std::vector<std::int32_t>{0, 0, 0, 1, 1, 1});
  write("status", std::vector<std::int8_t>{1, 1, 1, 1, 1, 1});
  write("y", std::vector<double>{1, 2, 3, 4, 6, 8});
  write("seed", std::vector<std::int64_t>(6, 1));
  for (const char* label : {"replicate", "design_point"}) write(label, std::vector<std::int64_t>{0, 1, 2, 0, 1, 2});
  writer.finish();
  const ResultFile file(here / "x.h5");
  for (const auto& [own, other] : {std::pair{"fixed", "wide"}, std::pair{"wide", "fixed"}}) {
    const DesignedResult difference = read_design(file, own, other);
    REQUIRE(difference.factors.size() == 2);
    CHECK(difference.factors[1].name == "b");
    CHECK(difference.values.u == std::vector<double>{1, 7, 2, 8, 3, 9});
  }
  CHECK(read_design(file, "fixed", "").factors.size() == 1);
}

TEST_CASE("differences are taken run by run, and means over the replicates of a point") {
  const Scratch here;
  write_merged(here / "x.h5", counted());
  const ResultFile file(here / "x.h5");
  const ResultQuantity y = file.find("y")[0];
  const auto pairs = pair_values(read_design(file, "", ""), y, {});
  CHECK(pairs == std::vector<double>{0, 1, 100, 101, 200, 201});
  const DesignedResult difference = read_design(file, "without", "with");
  const auto off = pair_values(difference, y, {});
  CHECK(off[0] == 10);
  CHECK(std::isnan(off[5]));
  const PointMeans means = point_means(difference, off);
  CHECK(means.mean[1] == 10);
  CHECK(std::isnan(means.mean[2]));
  CHECK(means.numberless == 0);
}

TEST_CASE("files of version 0.1 say under another name whether points share random numbers") {
  const Scratch here;
  FileSchema schema;
  schema.dimensions = {{"run", 1}, {"time", 1}, {"scenario_name", 1}};
  schema.variables = {time_coordinate(),
                      {.path = "scenario_name", .type = ValueType::text, .dimensions = {"scenario_name"}},
                      {.path = "scenario", .type = ValueType::int32, .dimensions = {"run"}},
                      {.path = "status", .type = ValueType::int8, .dimensions = {"run"}}};
  schema.attributes = {{"study_luck", std::string("common")}};
  DatasetWriter(here / "old.h5", schema).finish();
  CHECK(random_numbers_of(ResultFile(here / "old.h5")) == RandomNumbers::common);
}

TEST_CASE("the precision of a mean goes by the independent points of the design") {
  const Scratch here;
  const Design design = saltelli(0, 8, 2, false, 1);
  MadeSweep sweep{.kind = "saltelli", .design = design, .scenarios = {"with", "without"}, .replicates = 2};
  sweep.outcome = [](const double* u, std::size_t scenario, std::size_t replicate) {
    return scenario == 0 ? u[0] + static_cast<double>(replicate) : 5.0;
  };
  write_merged(here / "x.h5", sweep);
  const ResultFile file(here / "x.h5");
  std::vector<double> first_of_block;
  for (std::size_t row = 0; row < design.rows(); row += design.block)
    first_of_block.push_back(design.row(row)[0] + 0.5);
  const MeanPrecision own = mean_precision(file, {.outcome = "y"});
  CHECK(own.points == 8);
  CHECK(own.mean == Approx(mean(first_of_block)));
  CHECK(own.half_width == Approx(half_width_of_mean(first_of_block, 0.95)));
  CHECK(own.quantity == "y");
  CHECK(own.unit == "month");
  const MeanPrecision difference = mean_precision(file, {.outcome = "y", .scenario = "without", .minus = "with"});
  CHECK(difference.mean == Approx(5 - own.mean));
  CHECK(difference.scenario == "without - with");
  CHECK_THROWS_AS(mean_precision(file, {.outcome = "z"}), InputError);
}

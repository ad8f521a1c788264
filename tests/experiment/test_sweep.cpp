// Shards: that they are all of a sweep and nothing else, wherever, whenever and in whatever order they are run.
#include <algorithm>
#include <fstream>
#include <numeric>

#include "racesim/engine/ensemble.hpp"
#include "racesim/io/dataset_reader.hpp"
#include "racesim/io/text_file.hpp"
#include "support/catch.hpp"
#include "support/studies.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string two_factors = factors_text("{type: sobol, size: 30}") + "replicates: 2\nseries: [lag_months]\n";

void damage(const std::filesystem::path& path) { std::filesystem::resize_file(path, 1000); }

}  // namespace

TEST_CASE(
    "shards are whole chunks or less than one, cover every point once, and are none larger than asked for by more than "
    "a "
    "chunk") {
  for (std::int64_t points : {1, 7, 100, 4096, 100001}) {
    for (std::int64_t per_point : {1, 6, 5000}) {
      for (std::uint64_t runs : {1, 100, 5000, 1000000}) {
        Plan plan{.points = points, .runs_per_point = per_point};
        cut_into_shards(plan, runs);
        CHECK((plan.shard_points % plan.chunk_points == 0 || plan.shard_points < plan.chunk_points));
        CHECK(plan.chunk_points == std::max<std::int64_t>(1, 4096 / per_point));  // by the study alone
        CHECK(static_cast<std::uint64_t>(plan.shard_points) <= runs / per_point + plan.chunk_points);
        std::uint64_t next = 0;
        for (std::uint64_t shard = 0; shard < plan.shards(); ++shard) {
          CHECK(plan.points_of(shard).first == next);
          CHECK(plan.points_of(shard).count > 0);
          next += plan.points_of(shard).count;
        }
        CHECK(next == static_cast<std::uint64_t>(points));
      }
    }
  }
}

TEST_CASE(
    "runs are numbered point by point, scenario by scenario, replicate by replicate, and scenarios share replicates") {
  const Scratch here;
  for (const bool common : {false, true}) {
    const std::string numbers = common ? "random_numbers: common\n" : "random_numbers: own\n";
    const std::string name = common ? "common" : "own";
    const Sweep sweep = planned_sweep(here, name, study_text(two_factors + numbers), 20);
    run_shards(sweep, all_shards(sweep));
    merged(sweep, here / (name + ".h5"));
    const DatasetReader file(here / (name + ".h5"));
    const auto point = file.read<std::int64_t>("design_point"), replicate = file.read<std::int64_t>("replicate");
    const auto scenario = file.read<std::int32_t>("scenario");
    const auto run = file.read<std::int64_t>("run");
    const auto status = file.read<std::int8_t>("status");
    REQUIRE(run.size() == 30 * 2 * 2);
    for (std::int64_t r = 0; r < 120; ++r) {
      CHECK(run[r] == r);
      CHECK(point[r] == r / 4);
      CHECK(scenario[r] == r / 2 % 2);
      CHECK(replicate[r] == (common ? r % 2 : r / 4 * 2 + r % 2));
      CHECK(status[r] == 1);
    }
    CHECK(file.attribute("", "study_random_numbers") == AttributeValue(name));
    CHECK(file.read<std::string>("study/factor")[2] == "follows");
    CHECK(file.read<std::string>("study/levels")[2] == "[\"China\",\"other\"]");
    CHECK(file.read<double>("study/value") == sweep.study.points.range(30, 0, 30).value);
  }
}

TEST_CASE("a run of a sweep is the run that its scenario with its values gives") {
  const Scratch here;
  const Sweep sweep = planned_sweep(here, "s", study_text(two_factors), 1000);
  run_shards(sweep, {0});
  const DatasetReader file(sweep.shard_path(0));
  const auto lag = file.read<double>("final_follower_eci");
  const auto values = file.read<double>("study/value");
  for (const std::size_t point : {0, 7, 22}) {
    for (const std::size_t scenario : {0, 1}) {
      std::vector<Diagnostic> warnings;
      const ScenarioSource& source = sweep.study.origins[scenario];
      Scenario own = load_scenario(source.path, source.changes, warnings).value;
      own.follower = values[3 * point + 2] == 0 ? "China" : "other";
      own.parameters.values =
          at_point(own.parameters.values, sweep.study.points.factors(), std::span(values).subspan(3 * point, 3));
      const CompiledScenario compiled(own);
      const std::atomic<bool> never = false;
      run_ensemble(
          compiled, {.first = static_cast<std::uint32_t>(2 * point), .count = 2},
          [&](const Batch& batch) {
            std::size_t k = 0;
            while (outcomes()[k].name != "final_follower_eci") ++k;
            for (std::size_t r = 0; r < 2; ++r) {
              const double there = lag[4 * point + 2 * scenario + r];
              const bool same = std::isnan(there) ? std::isnan(batch.outcomes[k][r]) : there == batch.outcomes[k][r];
              CHECK(same);
            }
          },
          never);
    }
  }
}

TEST_CASE("a merged file has the same bits for any threads, any order of shards and any cut") {
  const Scratch here;
  const Sweep one = planned_sweep(here, "one", study_text(two_factors), 40);
  run_shards(one, all_shards(one), 1);
  merged(one, here / "one.h5");
  const Sweep two = planned_sweep(here, "two", study_text(two_factors), 40);
  run_shards(two, {2, 0}, 2);
  run_shards(two, {1}, 3);
  merged(two, here / "two.h5");
  CHECK(text_of(here / "one.h5") == text_of(here / "two.h5"));
  Plan coarse = one.plan;
  coarse.shard_points = 30;  // all in one
  const Sweep three = write_sweep(here / "three", loaded_study((here / "one.yaml").string()), coarse, false);
  run_shards(three, all_shards(three), 2);
  CHECK(three.plan.shards() < one.plan.shards());
  merged(three, here / "three.h5");
  CHECK(text_of(here / "one.h5") == text_of(here / "three.h5"));
}

TEST_CASE("what is missing, torn or of another plan is told apart, run again, and never merged") {
  const Scratch here;
  const Sweep sweep = planned_sweep(here, "s", study_text(two_factors), 40);
  run_shards(sweep, {0, 1});
  CHECK(inspect(sweep, 0).state == ShardState::done);
  CHECK(inspect(sweep, 2).state == ShardState::missing);
  CHECK_THROWS_WITH(merged(sweep, here / "x.h5"), ContainsSubstring("shard 2 of 3 is not there"));
  damage(sweep.shard_path(1));
  CHECK(inspect(sweep, 1).state == ShardState::torn);
  CHECK_THROWS_WITH(merged(sweep, here / "x.h5"), ContainsSubstring("shard-000001.h5\" cannot be merged"));
  CHECK(merged(sweep, here / "part.h5", true).shards == 1);
  const Sweep other = planned_sweep(here, "t", study_text(two_factors + "random_numbers: common\n"), 40);
  run_shards(other, {2});
  std::filesystem::copy(other.shard_path(2), sweep.shard_path(2));
  CHECK(inspect(sweep, 2).state == ShardState::foreign);
  std::filesystem::copy(sweep.shard_path(0), other.shard_path(0));
  CHECK(inspect(other, 0).state == ShardState::foreign);
  std::filesystem::copy(other.shard_path(2), other.shard_path(1));  // of this plan, but other points
  CHECK(inspect(other, 1).state == ShardState::foreign);
  CHECK_FALSE(std::filesystem::exists(here / "x.h5"));
  run_shards(sweep, {1, 2});
  CHECK(merged(sweep, here / "x.h5").runs == 120);
}

TEST_CASE("a sweep goes by its own copies: the sources may change, the copies may not") {
  const Scratch here;
  const std::string study = write_file(here / "study.yaml", study_text(two_factors));
  LoadedStudy first = loaded_study(study);
  const Plan plan = plan_of(first, 40);
  const Sweep sweep = write_sweep(here / "s", std::move(first), plan, false);
  run_shards(sweep, {0});
  write_file(study, study_text(two_factors + "random_numbers: common\n"));
  CHECK(open_sweep(here / "s").plan.id == sweep.plan.id);
  CHECK_THROWS_WITH(write_sweep(here / "s", loaded_study(study), plan, false),
                    ContainsSubstring("holds another sweep"));
  const Sweep anew = write_sweep(here / "s", loaded_study(study), plan, true);
  CHECK(anew.plan.id != sweep.plan.id);
  CHECK(inspect(anew, 0).state == ShardState::missing);
  CHECK(std::filesystem::exists(here / "s" / "shards.~1~" / "shard-000000.h5"));
  std::ofstream(here / "s" / "scenarios" / "0_export_ban.yaml", std::ios::app) << "replicates: 7\n";
  CHECK_THROWS(open_sweep(here / "s"));
}

TEST_CASE("a sweep planned again is the same sweep, also with a larger design; shards at hand count") {
  const Scratch here;
  Sweep sweep = planned_sweep(here, "s", study_text(two_factors), 40);
  run_shards(sweep, {0});
  const Sweep again = planned_sweep(here, "s", study_text(two_factors), 12);
  CHECK(again.plan.id == sweep.plan.id);
  CHECK(again.plan.shard_points == sweep.plan.shard_points);
  CHECK(inspect(again, 0).state == ShardState::done);
  std::string fewer = study_text(two_factors);
  fewer.replace(fewer.find("size: 30"), 8, "size: 10");
  CHECK(planned_sweep(here, "s", fewer, 40).plan.points == 30);  // nothing is thrown away
  CHECK(planned_sweep(here, "s", study_text(two_factors + "title: other words\n"), 40).plan.id == sweep.plan.id);
  extend_sweep(sweep, 60);
  const Sweep larger = open_sweep(here / "s");
  CHECK(larger.plan.shards() == 6);
  CHECK(inspect(larger, 0).state == ShardState::done);
  run_shards(larger, {1, 2, 3, 4, 5});
  CHECK(merged(larger, here / "x.h5").runs == 240);
}

// What is merged of a sweep: parts, views, releases, failures, damage.
#include <hdf5.h>

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

/// Where the first chunk of a variable lies in its file.
std::size_t place_of_chunk(const std::filesystem::path& path, const char* variable) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  const hid_t dataset = H5Dopen2(file, variable, H5P_DEFAULT), space = H5Dget_space(dataset);
  hsize_t at[8] = {}, size = 0;
  haddr_t place = 0;
  unsigned filters = 0;
  REQUIRE(H5Dget_chunk_info(dataset, space, 0, at, &filters, &place, &size) >= 0);
  H5Sclose(space);
  H5Dclose(dataset);
  H5Fclose(file);
  return place;
}

/// A study of one scenario and a chance that is drawn from 0 to `highest`; above 1 it makes no sound scenario.
std::string leaky_study(int size, double highest) {
  const std::string text =
      study_text("design: {type: sobol, size: " + std::to_string(size) +
                 "}\nfactors:\n  - {name: share, path: \"policies[strict_ban_2022].licence_probability\","
                 " distribution: {dist: uniform, low: 0, high: " +
                 std::to_string(highest) + "}}\n");
  return text.substr(0, text.find(", /")) + text.substr(text.find("]\nset"));
}

}  // namespace

TEST_CASE("a shard with a flipped bit is found by its checksums, and not merged") {
  const Scratch here;
  const Sweep sweep = planned_sweep(here, "s", study_text(two_factors), 40);
  run_shards(sweep, all_shards(sweep));
  std::string bytes = text_of(sweep.shard_path(1));
  const std::size_t place = place_of_chunk(sweep.shard_path(1), "study/u");
  bytes[place + 5] = static_cast<char>(bytes[place + 5] ^ 4);
  write_text_file(sweep.shard_path(1), bytes);
  CHECK(inspect(sweep, 1).state == ShardState::done);  // at a quick look
  CHECK(inspect(sweep, 1, Look::thorough).state == ShardState::torn);
  CHECK_THAT(inspect(sweep, 1, Look::thorough).why, ContainsSubstring("study/u"));
  CHECK(inspect(sweep, 0, Look::thorough).state == ShardState::done);
  CHECK_THROWS_WITH(merged(sweep, here / "x.h5"), ContainsSubstring("cannot be merged"));
}

TEST_CASE("one failed run among many chunks leaves a column of errors that is there in full") {
  const Scratch here;
  const std::string only_ban = leaky_study(64, 1.03);
  LoadedStudy study = loaded_study(write_file(here / "s.yaml", only_ban));
  Plan plan = plan_of(study, 16);
  plan.chunk_points = 16;
  const Sweep sweep = write_sweep(here / "s", std::move(study), plan, false);
  run_shards(sweep, all_shards(sweep));
  merged(sweep, here / "x.h5");
  const auto error = DatasetReader(here / "x.h5").read<std::string>("failures/error");
  const auto failed = std::ranges::count_if(error, [](const std::string& why) { return !why.empty(); });
  CHECK((failed == 1 || failed == 2));
  const hid_t file = H5Fopen((here / "x.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  const hid_t dataset = H5Dopen2(file, "failures/error", H5P_DEFAULT), space = H5Dget_space(dataset);
  hsize_t chunks = 0;
  CHECK(H5Dget_num_chunks(dataset, space, &chunks) >= 0);
  CHECK(chunks == 4);
  H5Sclose(space);
  H5Dclose(dataset);
  H5Fclose(file);
}

TEST_CASE("a partial merge is the beginning of the whole one, in whole blocks, and says so") {
  const Scratch here;
  const std::string text = study_text(factors_text("{type: saltelli, size: 4}") + "replicates: 2\n");  // blocks of 5
  const Sweep sweep = planned_sweep(here, "s", text, 28);  // 7 points a shard
  run_shards(sweep, {0, 1});
  CHECK(merged(sweep, here / "part.h5", true).runs == 10 * 4);
  run_shards(sweep, {2});
  merged(sweep, here / "all.h5");
  const DatasetReader part(here / "part.h5"), all(here / "all.h5");
  CHECK(part.attribute("", "interrupted") == AttributeValue(std::int64_t{1}));
  CHECK(all.attribute("", "interrupted") == AttributeValue(std::int64_t{0}));
  const auto some = part.read<double>("final_gap_eci"), every = all.read<double>("final_gap_eci");
  REQUIRE(some.size() == 40);
  REQUIRE(every.size() == 80);
  for (std::size_t r = 0; r < 40; ++r) CHECK((some[r] == every[r] || (std::isnan(some[r]) && std::isnan(every[r]))));
}

TEST_CASE("a file that refers to the shards has the runs that are there, also of those that come later") {
  const Scratch here;
  const Sweep sweep = planned_sweep(here, "s", study_text(two_factors), 40);
  run_shards(sweep, {0, 2});
  const Merged some = refer_to_shards(sweep, here / "view.h5", Existing::keep);
  CHECK(some.shards == 2);
  CHECK(some.runs == 80);
  const auto status = DatasetReader(here / "view.h5").read<std::int8_t>("status");
  CHECK(std::count(status.begin(), status.end(), 1) == 80);
  CHECK(status[39] == 1);
  CHECK(status[40] == 0);
  run_shards(sweep, {1});
  refer_to_shards(sweep, here / "view.h5", Existing::replace);
  merged(sweep, here / "all.h5");
  const DatasetReader view(here / "view.h5"), all(here / "all.h5");
  CHECK(view.read<double>("final_leader_eci") == all.read<double>("final_leader_eci"));
  CHECK(view.read<float>("lag_months").size() == all.read<float>("lag_months").size());
  CHECK(view.read<double>("study/value") == all.read<double>("study/value"));
  CHECK(view.read<std::int64_t>("study/point") == all.read<std::int64_t>("study/point"));
}

TEST_CASE(
    "runs that are missing from a file that refers to shards carry the scenario and the point they were to have") {
  const Scratch here;
  const Sweep sweep = planned_sweep(here, "s", study_text(two_factors), 40);
  run_shards(sweep, {0, 2});
  refer_to_shards(sweep, here / "view.h5", Existing::keep);
  run_shards(sweep, {1});
  merged(sweep, here / "all.h5");
  const DatasetReader view(here / "view.h5"), all(here / "all.h5");
  CHECK(view.read<std::int8_t>("status") != all.read<std::int8_t>("status"));
  CHECK(view.read<std::int32_t>("scenario") == all.read<std::int32_t>("scenario"));
  for (const char* label : {"replicate", "design_point", "seed"})
    CHECK(view.read<std::int64_t>(label) == all.read<std::int64_t>(label));
}

TEST_CASE("a merged file has the same bits, releases included, however small its shards") {
  const Scratch here;
  const std::string text =
      study_text(factors_text("{type: saltelli, size: 4}") + "record: full\nreplicates: 2\n", "2023-12");
  std::vector<std::string> files;
  for (const std::uint64_t runs : {4, 12, 28, 1000}) {
    const std::string name = "s" + std::to_string(runs);
    const Sweep sweep = planned_sweep(here, name, text, runs);
    run_shards(sweep, all_shards(sweep));
    merged(sweep, here / (name + ".h5"));
    files.push_back(text_of(here / (name + ".h5")));
    CHECK(here.names().contains(name + ".h5"));
  }
  for (const std::string& file : files) CHECK(file == files[0]);
  for (const std::string& name : here.names()) CHECK(name.find("gathered") == std::string::npos);
}

TEST_CASE("all that a full record holds is merged: releases keep the numbers of their runs") {
  const Scratch here;
  const std::string text = study_text("design: {type: monte_carlo, size: 6}\nrecord: full\n", "2024-06");
  const Sweep one = planned_sweep(here, "one", text, 100), many = planned_sweep(here, "many", text, 4);
  for (const Sweep* sweep : {&one, &many}) run_shards(*sweep, all_shards(*sweep));
  merged(one, here / "one.h5");
  merged(many, here / "many.h5");
  REQUIRE(many.plan.shards() == 3);
  const DatasetReader a(here / "one.h5"), b(here / "many.h5");
  CHECK(a.read<std::int64_t>("events/run").size() > 20);
  CHECK(a.read<std::int64_t>("events/run") == b.read<std::int64_t>("events/run"));
  CHECK(a.read<double>("events/eci") == b.read<double>("events/eci"));
}

TEST_CASE("a run that fails is data: the others are as without it, and the file says why") {
  const Scratch here;
  const std::string only_ban = leaky_study(16, 1.5);
  const Sweep sweep = planned_sweep(here, "s", only_ban, 8);
  run_shards(sweep, all_shards(sweep));
  merged(sweep, here / "x.h5");
  const DatasetReader file(here / "x.h5");
  const auto value = file.read<double>("study/value");
  const auto status = file.read<std::int8_t>("status");
  const auto error = file.read<std::string>("failures/error");
  const auto eci = file.read<double>("final_leader_eci");
  std::size_t failed = 0;
  for (std::size_t p = 0; p < 16; ++p) {
    const bool bad = value[p] > 1;
    failed += bad ? 1 : 0;
    CHECK(status[p] == (bad ? 2 : 1));
    CHECK(error[p].empty() != bad);
    CHECK(std::isnan(eci[p]) == bad);
    if (bad) CHECK_THAT(error[p], ContainsSubstring("licence_probability"));
  }
  CHECK(failed > 2);
  CHECK(failed < 10);
}

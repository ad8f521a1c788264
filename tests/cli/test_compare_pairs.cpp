// Which runs `racesim compare` takes for pairs, and what it refuses.
#include <hdf5.h>

#include <nlohmann/json.hpp>

#include "paired_scenarios.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Changes what a file says of its runs.
template <class T>
void change(const std::filesystem::path& path, const char* variable, hid_t type,
            const std::function<void(std::vector<T>&)>& how) {
  auto values = DatasetReader(path).read<T>(variable);
  how(values);
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const hid_t data = H5Dopen2(file, variable, H5P_DEFAULT);
  REQUIRE(H5Dwrite(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
  H5Dclose(data);
  H5Fclose(file);
}

void fail_runs(const std::filesystem::path& path, const std::vector<std::size_t>& runs) {
  change<std::int8_t>(path, "status", H5T_NATIVE_INT8, [&](auto& status) {
    for (const std::size_t run : runs) status[run] = 2;
  });
}

/// Result NAME.h5 of a small sweep.
void make_sweep(const PairedScenarios& pair, const std::string& name, const std::string& factor,
                const std::string& scenarios, const std::string& design) {
  std::ofstream(pair.here / (name + ".yaml"))
      << "format: racesim-study/2\nname: " << name << "\nscenarios: [" << scenarios << "]\n"
      << "set: [clock.end=2022-12, data_end=2022-12, \"paradigms=[]\"]\ndesign: " << design << "\nfactors: [" << factor
      << "]\n";
  for (const Words& words : {Words{"sweep", "plan", name + ".yaml"},
                             {"sweep", "run", name + ".sweep", "-q"},
                             {"merge", name + ".sweep", "-o", name + ".h5"}}) {
    const Ended ended = run_program(pair.here.path(), words);
    INFO(ended.err);
    REQUIRE(ended.code == 0);
  }
}

}  // namespace

TEST_CASE("runs that failed drop their pairs, and the reader is told") {
  const PairedScenarios pair;
  REQUIRE(pair.run({"free.yaml", "cut.yaml", "-R", "6", "-o", "both.h5"}).code == 0);
  fail_runs(pair.here / "both.h5", {2, 6 + 5});
  const Json json = pair.json({"both.h5"});
  CHECK(json["comparisons"][0]["pairs"] == 4);
  CHECK(json["scenarios"][0]["failed"] == 1);
  CHECK(json["scenarios"][1]["failed"] == 1);
  const Ended ended = pair.compare({"both.h5"});
  CHECK_THAT(ended.out, ContainsSubstring("4 pairs; 1 run of it and 1 of the reference have no partner\n"));
  CHECK_THAT(ended.out, ContainsSubstring("free: 1 run failed and left out\n"));
}

TEST_CASE("runs are paired by number, whatever their place in the file") {
  const PairedScenarios pair;
  REQUIRE(pair.run({"free.yaml", "-R", "6", "-o", "all.h5"}).code == 0);
  REQUIRE(pair.run({"free.yaml", "-R", "3", "--first", "2", "--set", "name=tail", "-o", "tail.h5"}).code == 0);
  const Json json = pair.json({"all.h5", "tail.h5"});
  CHECK(json["comparisons"][0]["pairs"] == 3);
  for (const Json& row : json["comparisons"][0]["rows"]) CHECK(row["equal"]["share"] == 1);
}

TEST_CASE("sampled pairs share their draws") {
  const PairedScenarios pair;
  const Json json = pair.json(Words{"free.yaml", "cut.yaml", "-R", "6", "--sample", "-o", "s.h5"} + few_months);
  CHECK(json["spread"] == "random numbers and parameters");
  CHECK(json["comparisons"][0]["pairs"] == 6);
  CHECK(pair.json({"s.h5"})["comparisons"] == json["comparisons"]);
  CHECK_THAT(pair.compare({"s.h5"}).out,
             ContainsSubstring("Runs of a scenario differ in random numbers and parameters."));
  REQUIRE(pair.run({"free.yaml", "-R", "6", "--set", "name=plain", "-o", "p.h5"}).code == 0);
  const Ended ended = pair.compare({"s.h5", "p.h5"});
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err, ContainsSubstring("the parameters of one are sampled, those of the other are not"));
}

TEST_CASE("runs of different seeds are compared only without pairs, when asked to") {
  const PairedScenarios pair;
  REQUIRE(pair.run({"free.yaml", "-R", "5", "-o", "a.h5"}).code == 0);
  REQUIRE(pair.run({"cut.yaml", "-R", "7", "--seed", "3", "-o", "b.h5"}).code == 0);
  const Ended refused = pair.compare({"a.h5", "b.h5"});
  CHECK(refused.code == 2);
  CHECK(refused.out.empty());
  CHECK(refused.err ==
        "racesim: error: free and cut have no run in common: seed 20221007 against seed 3 (run them with the same "
        "--seed; --unpaired compares them without common random numbers)\n");
  const Json json = pair.json({"a.h5", "b.h5", "--unpaired", "--observable", "compute_share[China]"});
  CHECK(json["paired"] == false);
  const Json& row = json["comparisons"][0]["rows"][0];
  CHECK(row["se"].is_null());
  CHECK(row["se_unpaired"] > 0);
  CHECK(row["low"] < row["high"]);
  CHECK(json["comparisons"][0]["break_even"].empty());
  CHECK_THAT(pair.compare({"a.h5", "b.h5", "--unpaired"}).out,
             ContainsSubstring("(cut.yaml)") || ContainsSubstring("7 runs against 5"));
}

TEST_CASE("files that keep outcomes only are compared by outcomes; a series asked for is told to be missing") {
  const PairedScenarios pair;
  REQUIRE(pair.run({"free.yaml", "cut.yaml", "-R", "3", "--record", "summary", "-o", "s.h5"}).code == 0);
  const Json json = pair.json({"s.h5"});
  CHECK(json["comparisons"][0]["rows"][0]["observable"] == "final_lag_months");
  CHECK(json["comparisons"][0]["rows"][0]["at"].is_null());
  const Ended ended = pair.compare({"s.h5", "--observable", "eci_gap"});
  CHECK(ended.code == 2);
  CHECK(ended.err ==
        "s.h5: error: the file does not hold eci_gap month by month (it was made with --record summary) (it holds the "
        "outcomes, for instance --observable final_lag_months; a run with --record standard keeps the series)\n");
}

TEST_CASE("what cannot be compared is answered with exact words and exit code 2") {
  const PairedScenarios pair;
  REQUIRE(pair.run({"free.yaml", "cut.yaml", "-R", "2", "-o", "both.h5"}).code == 0);
  const auto [words, message] = GENERATE(table<Words, std::string>({
      {{"free.yaml"}, "there is nothing to compare: one scenario alone"},
      {{"both.h5", "both.h5"}, "free (both.h5) is given twice"},
      {{"both.h5", "--observable", "lag_month"},
       "--observable:1:1: error: there is no observable or outcome \"lag_month\" (did you mean \"lag_months\"?)\n"},
      {{"both.h5", "--observable", "eci_frontier[Chna]"}, "there is no bloc \"Chna\" (did you mean \"China\"?)\n"},
      {{"both.h5", "--observable", "lag_months[US]"}, "lag_months has one value, of the world or of the run"},
      {{"both.h5", "--at", "2031"}, "the runs have no month of 2031 (their months are 2022-01 to 2023-03)\n"},
      {{"both.h5", "--at", "soon"}, "\"soon\" is no month and no year (write 2028-12 or 2028)\n"},
      {{"both.h5", "--reference", "fre"}, "--reference: there is no scenario \"fre\" (did you mean \"free\"?)\n"},
      {{"both.h5", "--unpaired", "--break-even", "lag_months"}, "--break-even needs pairs of runs"},
      {{"both.h5", "--break-even", "final_gap_eci"}, "--break-even: final_gap_eci is one number per run"},
      {{"both.h5", "-R", "9"}, "there is nothing to run: all that is compared are result files"},
      {{"both.h5", "--level", "100"}, "--level: \"100\" is not a whole number from 1 to 99"},
      {{"both.h5", "nowhere.yaml"}, "cannot read \"nowhere.yaml\": there is no such file"},
  }));
  const Ended ended = pair.compare(words);
  CHECK(ended.code == 2);
  CHECK(ended.out.empty());
  CHECK_THAT(ended.err, ContainsSubstring(message));
}

TEST_CASE("runs of different design points are no pairs, however their replicates are numbered") {
  const PairedScenarios pair;
  REQUIRE(pair.run({"free.yaml", "cut.yaml", "-R", "6", "-o", "both.h5"}).code == 0);
  change<std::int64_t>(pair.here / "both.h5", "design_point", H5T_NATIVE_INT64, [](auto& point) {
    point = {0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 2};  // the last run of each scenario is at another point
  });
  change<std::int64_t>(pair.here / "both.h5", "replicate", H5T_NATIVE_INT64,
                       [](auto& replicate) { replicate = {0, 1, 2, 0, 1, 2, 2, 1, 0, 1, 0, 2}; });
  const Json json = pair.json({"both.h5", "--observable", "final_leader_eci"});
  CHECK(json["comparisons"][0]["pairs"] == 5);
  CHECK(json["comparisons"][0]["design_points"] == 2);
}

TEST_CASE("sweeps are paired when they vary the same over the same, and never with draws of --sample") {
  const PairedScenarios pair;
  const auto sweep = [&](const std::string& name, const std::string& factor, const std::string& scenario) {
    make_sweep(pair, name, factor, scenario + ".yaml", "{type: sobol, size: 8}");
  };
  sweep("a", "{name: research.returns}", "free");
  sweep("b", "{name: research.returns}", "cut");
  sweep("c", "{name: research.quality_discount}", "cut");
  sweep("d", "{name: research.returns, distribution: {dist: uniform, low: 1, high: 2}}", "cut");
  CHECK(pair.json({"a.h5", "b.h5"})["comparisons"][0]["pairs"] == 8);
  for (const char* other : {"c.h5", "d.h5"}) {
    const Ended refused = pair.compare({"a.h5", other});
    CHECK(refused.code == 2);
    CHECK_THAT(refused.err, ContainsSubstring("they are of sweeps with different designs"));
  }
  REQUIRE(pair.run({"cut.yaml", "-R", "8", "--sample", "-o", "s.h5"}).code == 0);
  for (const Words& words : {Words{"a.h5", "s.h5"}, {"a.h5", "cut.yaml", "--sample", "-R", "8"}}) {
    const Ended refused = pair.compare(words);
    CHECK(refused.code == 2);
    CHECK_THAT(refused.err, ContainsSubstring("one is of a sweep, the other has draws of --sample"));
  }
}

TEST_CASE("what pairs of a sweep have in common beside the scenario is said") {
  const PairedScenarios pair;
  const auto told = [&](const std::string& design) {
    make_sweep(pair, "x", "{name: research.returns}", "free.yaml, cut.yaml", design);
    std::string text = pair.compare({"x.h5"}).out;
    std::filesystem::remove_all(pair.here / "x.sweep");
    std::filesystem::remove(pair.here / "x.h5");
    std::ranges::replace(text, '\n', ' ');
    return text;
  };
  const std::string common = "All design points share the random numbers of their replicates";
  CHECK_THAT(told("{type: saltelli, size: 4}"), ContainsSubstring(common));
  CHECK_THAT(told("{type: saltelli, size: 4}\nrandom_numbers: own"),
             ContainsSubstring("Points of a design with blocks are not"));
  const std::string independent = told("{type: sobol, size: 8}");
  CHECK_THAT(independent, !ContainsSubstring(common) && !ContainsSubstring("blocks"));
  CHECK_THAT(independent, ContainsSubstring("with as many runs drawn independently."));
}

TEST_CASE("a scenario of which all runs failed cannot be compared") {
  const PairedScenarios pair;
  REQUIRE(pair.run({"free.yaml", "cut.yaml", "-R", "2", "-o", "both.h5"}).code == 0);
  fail_runs(pair.here / "both.h5", {0, 1});
  const Ended ended = pair.compare({"both.h5"});
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err, ContainsSubstring("free has no sound run"));
}

TEST_CASE("a signal ends the runs; what has pairs is compared, and the exit code says so") {
  const PairedScenarios pair;
  const Program program(pair.here.path(),
                        Words{"compare", "free.yaml", "cut.yaml", "-R", "1000000", "-v"} + few_months);
  await(program, [&] { return !program.err_so_far().empty(); });
  program.signal(SIGINT);
  const Ended ended = program.wait();
  CHECK(ended.code == 130);
  CHECK_THAT(ended.out, ContainsSubstring(" pairs\n"));  // scenarios take turns
  const auto progress = nlohmann::json::parse(ended.err.substr(0, ended.err.find('\n')));
  CHECK(progress["of"] == 2000000);
  for (const char* key : {"runs", "seconds", "runs_per_second", "seconds_left"}) CHECK(progress[key].is_number());
}

// What `racesim run` prints and writes.
#include <nlohmann/json.hpp>

#include "program.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a run prints its table on standard output and its notes on standard error, and writes one file") {
  const Scratch here;
  const Ended ended = run_program(here.path(), short_run("3", "x.h5"));
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring("baseline: "));
  CHECK_THAT(ended.out,
             ContainsSubstring("Medians of 3 runs that differ in random numbers only; ranges hold 5 to 95 % of them."));
  CHECK_THAT(ended.out, ContainsSubstring(" 2022-06  US "));
  CHECK(ended.out.find("wrote") == std::string::npos);
  CHECK(ended.out.find('\033') == std::string::npos);
  CHECK_THAT(ended.err, ContainsSubstring("racesim: 3 of 3 runs in "));
  CHECK_THAT(ended.err, ContainsSubstring("; wrote x.h5\n"));
  CHECK(here.names() == std::set<std::string>{"x.h5"});
  for (std::size_t at = 0; at < ended.out.size();) {
    const std::size_t end = ended.out.find('\n', at);
    CHECK(end - at <= 104);
    at = end + 1;
  }
  CHECK(run_program(here.path(), short_run("1", "y.h5") + Words{"-q"}).err.empty());
}

TEST_CASE("without a command, scenarios are run; without -o, the file has the scenario's name") {
  const Scratch here;
  const Ended ended = run_program(here.path(), {baseline, "--set", "clock.end=2022-02", "--set", "policies=[]", "--set",
                                                "paradigms=[]", "--set", "name=a b/c", "-R", "1"});
  CHECK(ended.code == 0);
  CHECK(here.names() == std::set<std::string>{"a_b_c.h5"});
}

TEST_CASE("the table does not depend on how much the file keeps, and JSON has its numbers") {
  const Scratch here;
  const auto table = [&](const std::string& record) {
    return run_program(here.path(), short_run("4", record + ".h5") + Words{"--record", record});
  };
  const Ended summary = table("summary");
  CHECK(summary.code == 0);
  CHECK(summary.out == table("standard").out);
  CHECK(summary.out == table("full").out);
  CHECK_FALSE(datasets(here / "summary.h5").contains("eci_frontier"));
  CHECK(datasets(here / "standard.h5").at("summary/eci_frontier") ==
        datasets(here / "summary.h5").at("summary/eci_frontier"));
  CHECK(datasets(here / "full.h5").contains("events/lab"));
  const auto json = nlohmann::json::parse(run_program(here.path(), short_run("4", "json.h5") + Words{"--json"}).out);
  CHECK(json["file"] == "json.h5");
  CHECK(json["complete"] == true);
  const auto& row = json["scenarios"][0]["rows"][0];
  CHECK(row["bloc"] == "US");
  CHECK(row["eci_frontier"]["p05"] <= row["eci_frontier"]["median"]);
  CHECK(row["compute_owned"]["median"] > 1000);
}

TEST_CASE("results do not depend on the number of threads, only on the seed") {
  const Scratch here;
  const auto run = [&](const std::string& name, const Words& more) {
    REQUIRE(run_program(here.path(), short_run("40", name) + more).code == 0);
    return datasets(here / name);
  };
  const auto one = run("1.h5", {"-j", "1"});
  CHECK(one == run("2.h5", {"-j", "2"}));
  CHECK(one == run("7.h5", {"-j", "7"}));
  CHECK(one == run("same.h5", {"--seed", "20221007"}));
  const auto other = run("other.h5", {"--seed", "1"});
  CHECK(one.at("final_leader_eci") != other.at("final_leader_eci"));
  CHECK(DatasetReader(here / "other.h5").read<std::int64_t>("seed")[0] == 1);
}

TEST_CASE("replicates from a number on are the same as those of one long run") {
  const Scratch here;
  REQUIRE(run_program(here.path(), short_run("6", "all.h5")).code == 0);
  REQUIRE(run_program(here.path(), short_run("2", "tail.h5") + Words{"--first", "4"}).code == 0);
  const auto all = DatasetReader(here / "all.h5").read<double>("final_leader_eci");
  const auto tail = DatasetReader(here / "tail.h5").read<double>("final_leader_eci");
  CHECK(std::vector(all.begin() + 4, all.end()) == tail);
  CHECK(DatasetReader(here / "tail.h5").read<std::int64_t>("replicate") == std::vector<std::int64_t>{4, 5});
}

TEST_CASE("sampled runs draw each its own parameters and keep them") {
  const Scratch here;
  const Ended ended = run_program(here.path(), short_run("3", "x.h5") + Words{"--sample"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring("differ in random numbers and parameters"));
  const DatasetReader file(here / "x.h5");
  const auto shape = file.shape("design");
  REQUIRE(shape[0] == 3);
  const auto design = file.read<double>("design");
  CHECK(design[0] != design[shape[1]]);
}

TEST_CASE("several scenarios go into one file") {
  const Scratch here;
  std::ofstream(here / "b.yaml") << "format: racesim-scenario/2\nextends: " << baseline << "\nname: b\n";
  const Ended ended = run_program(here.path(), short_run("2", "x.h5") + Words{"b.yaml"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring("\nb: "));
  const DatasetReader file(here / "x.h5");
  CHECK(file.read<std::string>("scenario_name") == std::vector<std::string>{"baseline", "b"});
  CHECK(file.read<std::int32_t>("scenario") == std::vector<std::int32_t>{0, 0, 1, 1});
}

TEST_CASE("a file says what made it") {
  const Scratch here;
  REQUIRE(run_program(here.path(), short_run("1", "x y.h5")).code == 0);
  const DatasetReader file(here / "x y.h5");
  const auto text = [&](const char* name) { return std::get<std::string>(*file.attribute("", name)); };
  CHECK(text("command_line") ==
        "racesim run " + baseline +
            " --set clock.end=2022-06 --set 'paradigms=[]' --set 'policies=[]' -R 1 -o 'x y.h5'");
  CHECK(text("created").size() == std::string("2026-01-01T00:00:00Z").size());
  CHECK_THAT(text("libraries"), ContainsSubstring("HDF5 1."));
  CHECK_THAT(text("racesim_build"), ContainsSubstring("instruction set"));
}

TEST_CASE("an earlier file is kept and named, unless it is to be replaced") {
  const Scratch here;
  REQUIRE(run_program(here.path(), short_run("1", "x.h5")).code == 0);
  const std::string earlier = text_of(here / "x.h5");
  const Ended again = run_program(here.path(), short_run("1", "x.h5"));
  CHECK_THAT(again.err, ContainsSubstring("racesim: the earlier file is kept as x.h5.~1~\n"));
  CHECK(text_of(here / "x.h5.~1~") == earlier);
  const Ended forced = run_program(here.path(), short_run("1", "x.h5") + Words{"--force"});
  CHECK(forced.err.find("kept") == std::string::npos);
  CHECK(here.names() == std::set<std::string>{"x.h5", "x.h5.~1~"});
}

TEST_CASE("a dry run checks, tells and writes nothing") {
  const Scratch here;
  const Ended ended = run_program(here.path(), short_run("5", "x.h5") + Words{"--dry-run"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring("baseline: 5 runs of 6 months"));
  CHECK_THAT(ended.out, ContainsSubstring("would write  x.h5"));
  CHECK(here.names().empty());
  CHECK(run_program(here.path(), short_run("0", "x.h5") + Words{"--dry-run"}).code == 2);
}

TEST_CASE("a place that cannot be written to is told in one line before anything is run") {
  const Scratch here;
  const Ended ended = run_program(here.path(), short_run("1000000", "no/such/x.h5"));
  CHECK(ended.code == 1);
  CHECK(ended.out.empty());
  CHECK(ended.err == "racesim: error: cannot write \"no/such/x.h5\": No such file or directory\n");
}

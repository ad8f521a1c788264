// What cannot be written, or would be written over what is read, is refused before the first run.
#include "program.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// So many runs that a test that made them would not end.
const Words endless = {"-R", "100000000"};

}  // namespace

TEST_CASE("outputs beside the result file are looked at before the first run") {
  const Scratch here;
  const Words compare = {"compare", scenarios + "no_controls.yaml", scenarios + "export_ban.yaml"};
  const Ended ended = run_program(here.path(), compare + endless + Words{"--csv", "none/x.csv"});
  CHECK(ended.code == 1);
  CHECK_THAT(ended.err, ContainsSubstring("cannot write \"none/x.csv\""));
  const Ended twice = run_program(here.path(), compare + endless + Words{"--csv", "x.h5", "-o", "x.h5"});
  CHECK(twice.code == 2);
  CHECK_THAT(twice.err, ContainsSubstring("\"x.h5\" is to be written twice"));
  CHECK(here.names().empty());
}

TEST_CASE("an output that is an input is refused, and the input stays as it was") {
  const Scratch here;
  std::ofstream(here / "my.yaml") << "format: racesim-scenario/2\nextends: [" << baseline << "]\n";
  const std::string before = text_of(here / "my.yaml");
  const auto refused = [&](const Words& words, const std::string& name) {
    const Ended ended = run_program(here.path(), words);
    CHECK(ended.code == 2);
    CHECK_THAT(ended.err, ContainsSubstring("\"" + name + "\" is read and would be written over"));
  };
  refused({"show", "my.yaml", "--graphml", "my.yaml"}, "my.yaml");
  refused(Words{"compare", "my.yaml", scenarios + "export_ban.yaml", "--csv", "./my.yaml"} + endless, "./my.yaml");
  CHECK(text_of(here / "my.yaml") == before);
  REQUIRE(run_program(here.path(), short_run("4", "x.h5") + Words{"--sample"}).code == 0);
  const std::string result = text_of(here / "x.h5");
  refused({"compare", "x.h5", scenarios + "export_ban.yaml", "-o", "x.h5"}, "x.h5");
  refused({"sensitivity", "x.h5", "--csv", "x.h5"}, "x.h5");
  refused({"discover", "x.h5", "--below", "6", "--csv", "x.h5"}, "x.h5");
  CHECK(text_of(here / "x.h5") == result);
}

TEST_CASE("the directory of a sweep is looked at before the pilot runs") {
  const Scratch here;
  std::ofstream(here / "s.yaml") << "format: racesim-study/2\nname: s\nscenarios: [" << baseline
                                 << "]\ndesign: {type: monte_carlo, size: 4}\n";
  const Ended ended = run_program(here.path(), {"sweep", "plan", "s.yaml", "-o", "s.yaml"});
  CHECK(ended.code == 1);
  CHECK_THAT(ended.err, ContainsSubstring("is no directory"));
}

TEST_CASE("a sweep's own shards are no place for its merged file") {
  const Scratch here;
  std::ofstream(here / "s.yaml") << "format: racesim-study/2\nname: s\nscenarios: [" << baseline
                                 << "]\nset: [clock.end=2022-03, \"paradigms=[]\", \"policies=[]\", "
                                    "data_end=2022-03]\ndesign: {type: monte_carlo, size: 4}\n";
  REQUIRE(run_program(here.path(), {"sweep", "run", "s.yaml", "--shard-runs", "2", "--no-merge"}).code == 0);
  const auto shard = std::filesystem::directory_iterator(here / "s.sweep" / "shards")->path();
  const std::string before = text_of(shard);
  const Ended ended = run_program(here.path(), {"merge", "s.sweep", "-o", shard.string(), "--force"});
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err, ContainsSubstring("is read and would be written over"));
  CHECK(text_of(shard) == before);
}

TEST_CASE("seeds are what a result file can say") {
  const Scratch here;
  const Ended ended = run_program(here.path(), short_run("1", "x.h5") + Words{"--seed", "18446744073709551615"});
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err, ContainsSubstring("allowed: 0 to 9223372036854775807"));
  REQUIRE(run_program(here.path(), short_run("1", "x.h5") + Words{"--seed", "9223372036854775807"}).code == 0);
  const DatasetReader file(here / "x.h5");
  CHECK(file.read<std::int64_t>("seed") == std::vector<std::int64_t>{INT64_MAX});
  CHECK(std::get<std::int64_t>(*file.attribute("", "seed")) == INT64_MAX);
}

TEST_CASE("check warns of a policy that changes nothing") {
  const Scratch here;
  const Ended ended = run_program(here.path(), {"check", scenarios + "no_controls.yaml", "--set",
                                                "policies=[{equipment_ban: {name: q, at: 2025-01, to: [China]}}]"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.err, ContainsSubstring("--set:1:11: warning: \"q\" changes nothing in any month"));
}

// Runs that do not get to their end.
#include "program.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Far more runs than anyone waits for.
Words endless() {
  return {"run", baseline,  "--set",    "clock.end=2022-06", "--set", "paradigms=[]", "--set", "policies=[]",
          "-R",  "1000000", "--record", "summary",           "-v",    "-o",           "x.h5"};
}

/// True once a progress line tells of finished runs.
bool has_runs(const Program& program) {
  const std::string said = program.err_so_far();
  for (char digit = '1'; digit <= '9'; ++digit) {
    if (said.find(std::string("{\"runs\":") + digit) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("Ctrl-C writes the runs that are done and ends with 130") {
  const Scratch here;
  const Program program(here.path(), endless());
  await(program, [&] { return has_runs(program); });
  program.signal(SIGINT);
  const Ended ended = program.wait();
  CHECK(ended.code == 130);
  CHECK_THAT(ended.err, ContainsSubstring("racesim: interrupted; finishing the runs under way"));
  CHECK_THAT(ended.out, ContainsSubstring("baseline: "));
  REQUIRE(here.names() == std::set<std::string>{"x.h5"});
  const DatasetReader file(here / "x.h5");
  CHECK(file.complete());
  CHECK(std::get<std::int64_t>(*file.attribute("", "interrupted")) == 1);
  const auto status = file.read<std::int8_t>("status");
  CHECK(status.front() == 1);
  CHECK(status.back() == 0);
}

TEST_CASE("Ctrl-C twice leaves nothing") {
  const Scratch here;
  const Program program(here.path(),
                        {"run", baseline, "--set", "population.developers=200000", "-R", "100", "-o", "x.h5"});
  await(program, [&] { return !here.names().empty(); });
  program.signal(SIGINT);
  await(program, [&] { return program.err_so_far().find("interrupted") != std::string::npos; });
  program.signal(SIGINT);
  const Ended ended = program.wait();
  CHECK(ended.code == 130);
  CHECK(ended.out.empty());
  CHECK(here.names().empty());
}

TEST_CASE("when the time is over the runs that are done are written, with exit code 4") {
  const Scratch here;
  const Ended ended = run_program(here.path(), endless() + Words{"--max-walltime", "1"});
  CHECK(ended.code == 4);
  CHECK(here.names().contains("x.h5") == !ended.out.empty());  // a busy machine may not finish any run
}

TEST_CASE("a killed run leaves nothing under the final name, and the next one cleans up after it") {
  const Scratch here;
  const Program program(here.path(), endless());
  await(program, [&] { return has_runs(program); });
  program.signal(SIGKILL);
  CHECK(program.wait().code == -SIGKILL);
  CHECK_FALSE(here.names().contains("x.h5"));
  CHECK(run_program(here.path(), short_run("1", "x.h5")).code == 0);
  CHECK(here.names() == std::set<std::string>{"x.h5"});
}

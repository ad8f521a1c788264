// Runs that do not get to their end.
#include <sys/resource.h>

#include <fstream>

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

TEST_CASE("a signal writes the runs that are done and ends with 130, whichever it is") {
  const Scratch here;
  const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP, SIGUSR1);
  const Program program(here.path(), endless());
  await(program, [&] { return has_runs(program); });
  program.signal(signal);
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

TEST_CASE("a file that may not grow further is an error, and leaves nothing") {
  const Scratch here;
  struct rlimit before {
  }, small{};
  getrlimit(RLIMIT_FSIZE, &before);
  small = {.rlim_cur = 100000, .rlim_max = before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const Program program(here.path(), short_run("4", "x.h5"));
  setrlimit(RLIMIT_FSIZE, &before);
  const Ended ended = program.wait();
  CHECK(ended.code == 1);
  CHECK_THAT(ended.err, ContainsSubstring("File too large"));
  CHECK(here.names().empty());
}

TEST_CASE("an interrupted comparison has pairs") {
  const Scratch here;
  std::ofstream(here / "other.yaml") << "format: racesim-scenario/2\nextends: " << baseline << "\nname: other\n";
  const Program program(here.path(), endless() + Words{"other.yaml"});
  await(program, [&] { return has_runs(program); });
  program.signal(SIGHUP);
  CHECK(program.wait().code == 130);
  const Ended compared = run_program(here.path(), {"compare", "x.h5", "--observable", "final_leader_eci"});
  CHECK(compared.code == 0);
  CHECK_THAT(compared.out, ContainsSubstring("baseline: ") && ContainsSubstring(" runs not made\nother: "));
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

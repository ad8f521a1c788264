// A result file holds the policies of all its scenarios.
#include <algorithm>

#include "program.hpp"
#include "racesim/model/policies.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"

using namespace racesim;

namespace {

void write(const std::filesystem::path& path, const std::string& name, const std::string& policies) {
  std::ofstream(path) << "format: racesim-scenario/2\nname: " << name << "\nextends: [" << scenarios
                      << "no_controls.yaml]\nclock: {end: 2022-06}\nparadigms: []\npolicies: " << policies << "\n";
}

const std::string cut =
    "{export_rule: {name: cut, from: US, to: [China], at: 2022-02, deny: {tpp: '>= 0'}, source: law}}";
const std::string stop = "{supply_stop: {name: stop, at: 2022-02, until: 2022-04, probability: 0.5}}";

}  // namespace

TEST_CASE("policies of every scenario are in the file, with the scenario they belong to and the months drawn") {
  const Scratch here;
  write(here / "a.yaml", "a", "[" + cut + "]");
  write(here / "b.yaml", "b", "[]");
  write(here / "c.yaml", "c", "[" + stop + ", " + cut + "]");
  REQUIRE(run_program(here.path(), {"run", "a.yaml", "b.yaml", "c.yaml", "-R", "8", "-o", "x.h5", "-q"}).code == 0);
  const DatasetReader file(here / "x.h5");
  CHECK(file.read<std::string>("policies/policy") == Words{"cut", "stop", "cut"});
  CHECK(file.read<std::int32_t>("policies/scenario") == std::vector<std::int32_t>{0, 2, 2});
  CHECK(file.read<std::string>("policies/type") == Words{"export_rule", "supply_stop", "export_rule"});
  CHECK(file.read<std::string>("policies/at") == Words{"2022-02", "2022-02", "2022-02"});
  CHECK(file.read<std::string>("policies/until") == Words{"", "2022-04", ""});
  CHECK(file.read<std::string>("policies/source") == Words{"law", "", "law"});
  CHECK(file.read<std::string>("policies/uncertain") == Words{"stop"});
  const auto scenario = file.read<std::int32_t>("scenario");
  const auto start = file.read<std::int32_t>("policies/start");
  REQUIRE(start.size() == 24);
  for (std::size_t run = 0; run < start.size(); ++run) {
    INFO("run " << run);
    CHECK((start[run] == -2) == (scenario[run] != 2));
    CHECK((scenario[run] != 2 || start[run] == 1 || start[run] == -1));
  }
  CHECK(std::ranges::find(start, 1) != start.end());
  CHECK(std::ranges::find(start, -1) != start.end());
}

TEST_CASE("a file whose first scenario has no policy holds those of the others") {
  const Scratch here;
  write(here / "a.yaml", "a", "[]");
  write(here / "b.yaml", "b", "[" + cut + "]");
  REQUIRE(run_program(here.path(), {"run", "a.yaml", "b.yaml", "-R", "1", "-o", "x.h5", "-q"}).code == 0);
  CHECK(DatasetReader(here / "x.h5").read<std::string>("policies/policy") == Words{"cut"});
  CHECK(DatasetReader(here / "x.h5").read<std::int32_t>("policies/scenario") == std::vector<std::int32_t>{1});
}

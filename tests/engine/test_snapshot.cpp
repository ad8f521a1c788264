#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

TEST_CASE("a snapshot sees every column change and tells which") {
  const Inputs inputs = inputs_of(shortened(baseline(), 3));
  World world = start_of(inputs);
  const Snapshot before = snapshot(world);
  CHECK(differing(before, snapshot(world)) == same);
  world.chip_market.real.transit[1][5] += 1;
  world.releases.latest[3].part[6] += 1e-9;
  world.training.project[0].months_left += 1;
  const std::vector<std::string> expected{"chip_market.real.transit[1]", "training.project", "releases.latest"};
  CHECK(differing(before, snapshot(world)) == expected);
}

TEST_CASE("what nobody has written is not a number") {
  const Inputs inputs = inputs_of(shortened(baseline(), 3));
  const World world = make_world(inputs);
  CHECK(std::isnan(world.efficiency.log_a_pre[0]));
  CHECK(std::isnan(world.fleet.real.installed[2]));
}

TEST_CASE("columns have names of their own, an axis, and a phrase that says what they are") {
  std::vector<std::string> names;
  for (const ColumnRow& row : columns_of_state()) {
    INFO(row.name);
    CHECK(!row.field.doc.empty());
    CHECK(row.field.doc.back() != '.');
    names.push_back(row.name);
  }
  std::ranges::sort(names);
  CHECK(std::ranges::adjacent_find(names) == names.end());
  CHECK(names.size() > 100);
}

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

TEST_CASE("a snapshot sees every column change and tells which") {
  const Inputs inputs = inputs_of(shortened(baseline(), 3));
  World world = start_of(inputs);
  const Snapshot before = snapshot(world);
  CHECK(differing(before, snapshot(world)) == same);
  world.real.transit[1][5] += 1;
  world.latest[3].part[6] += 1e-9;
  world.project[0].months_left += 1;
  const std::vector<std::string> expected{"project", "latest", "real.transit[1]"};
  CHECK(differing(before, snapshot(world)) == expected);
  CHECK(hash_of(before) != hash_of(snapshot(world)));
}

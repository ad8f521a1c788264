#include "bad_files.hpp"
#include "mini_scenario.hpp"

using namespace racesim;

TEST_CASE("every malformed scenario is refused with the place, the reason and a remedy") {
  testing::check_bad_files<mini::Scenario>(RACESIM_SOURCE_DIR "/tests/io/bad", mini::format);
}

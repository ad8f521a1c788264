// A hash of every column over whole trajectories: the same for every instruction set and with the processor's fused
// multiply-add hidden from the C library. ctest runs this case once for each (tests/engine/CMakeLists.txt).
#include <fmt/format.h>

#include <map>

#include "racesim/core/simd.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// One line per column: its bits in every month of three replicates.
std::string hashes_of_runs(const std::string& title, const Scenario& scenario, bool sampled) {
  std::map<std::string, ColumnBits> hashes;  // by column: the hashes of its months
  for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
    const Inputs inputs =
        build_inputs(scenario, sampled ? draw_parameters(scenario, replicate) : scenario.parameters.values);
    World world = start_of(inputs, replicate);
    for (int t = 0; t < inputs.months; ++t) {
      advance(inputs, world, 1, replicate);
      for (const ColumnBits& column : snapshot(world)) {
        const std::string family = column.name.substr(0, column.name.find('['));
        hashes[family].bits.push_back(hash_of(column));
      }
    }
  }
  std::string text;
  for (const auto& [name, bits] : hashes) text += fmt::format("{:10} {:40} h{:016x}\n", title, name, hash_of(bits));
  return text;
}

}  // namespace

TEST_CASE("every bit of the trajectories is the one that was accepted", "[bits]") {
  Scenario crowded = shortened(baseline(), 36);
  crowded.population.developers = 200;
  std::string text = "# hash of every column of the world in every month, three replicates\n";
  text += hashes_of_runs("central", baseline(), false);
  text += hashes_of_runs("sampled", baseline(), true);
  text += hashes_of_runs("developers", crowded, false);
  INFO("instruction set " << std::string(name(instruction_set())));
  CHECK(golden::differences("bits.txt", text, 2) == std::vector<std::string>{});
}

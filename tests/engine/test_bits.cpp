// One hash over every bit of whole trajectories. It is the same for every instruction set and with the processor's
// fused multiply-add hidden from the C library: ctest runs this case once for each (tests/engine/CMakeLists.txt).
#include <fmt/format.h>

#include "racesim/core/simd.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

std::uint64_t hash_of_runs(const Scenario& scenario, bool sampled) {
  std::uint64_t hash = hash_of({});
  for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
    const Inputs inputs =
        build_inputs(scenario, sampled ? draw_parameters(scenario, replicate) : scenario.parameters.values);
    World world = start_of(inputs, replicate);
    for (int t = 0; t < inputs.months; ++t) {
      advance(inputs, world, 1, replicate);
      hash = hash_of(snapshot(world), hash);
    }
  }
  return hash;
}

}  // namespace

TEST_CASE("every bit of the trajectories is the one that was accepted", "[bits]") {
  Scenario crowded = shortened(baseline(), 36);
  crowded.population.developers = 200;
  std::string text = "# hash over all columns of the world in every month, three replicates\n";
  text += fmt::format("central h{:016x}\n", hash_of_runs(baseline(), false));
  text += fmt::format("sampled h{:016x}\n", hash_of_runs(baseline(), true));
  text += fmt::format("developers h{:016x}\n", hash_of_runs(crowded, false));
  INFO("instruction set " << std::string(name(instruction_set())) << "\n" << text);
  CHECK(golden::differences("bits.txt", text) == std::vector<std::string>{});
}

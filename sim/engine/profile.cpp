#include "racesim/engine/profile.hpp"

#include <chrono>
#include <numeric>

#include "racesim/model/stages.hpp"

namespace racesim {

std::vector<double> stage_shares(const Inputs& inputs, int runs) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> spent(stages().size(), 0);
  World world = make_world(inputs);
  for (int run = 0; run < runs; ++run) {
    const auto replicate = static_cast<std::uint32_t>(run);
    reset_world(inputs, replicate, world);
    for (; world.t < inputs.months; ++world.t) {
      auto last = Clock::now();
      for (std::size_t k = 0; k < stages().size(); ++k) {
        stages()[k].advance({inputs, world, world.t, replicate}, world, whole_range(stages()[k], inputs));
        const auto now = Clock::now();
        spent[k] += std::chrono::duration<double>(now - last).count();
        last = now;
      }
    }
  }
  const double all = std::accumulate(spent.begin(), spent.end(), 0.0);
  for (double& x : spent) x /= all;
  return spent;
}

}  // namespace racesim

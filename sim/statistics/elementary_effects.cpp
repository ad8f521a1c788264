#include <cmath>
#include <numeric>

#include "blocks.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

ElementaryEffects elementary_effects(const Design& design, const std::vector<int>& group,
                                     std::span<const double> outcome, const BootstrapOptions& options) {
  require_rows(design, outcome);
  const std::size_t groups = design.block - 1;
  const auto whole = whole_blocks(outcome, design.block);
  std::vector<double> effect(whole.size() * groups);  // trajectories x groups
  for (std::size_t t = 0; t < whole.size(); ++t) {
    for (std::size_t step = 0; step < groups; ++step) {
      const std::size_t r = whole[t] * design.block + step;
      const MorrisStep moved = morris_step(design, r, group);
      effect[t * groups + static_cast<std::size_t>(moved.group)] = (outcome[r + 1] - outcome[r]) / moved.delta;
    }
  }
  const auto mean_size = [&](std::span<const std::uint32_t> trajectories) {
    std::vector<double> size(groups, 0);
    for (const std::uint32_t t : trajectories) {
      for (std::size_t g = 0; g < groups; ++g) size[g] += std::fabs(effect[t * groups + g]);
    }
    for (double& s : size) s /= static_cast<double>(trajectories.size());
    return size;
  };
  std::vector<std::uint32_t> all(whole.size());
  std::iota(all.begin(), all.end(), 0u);
  const auto sizes = mean_size(all);
  const auto intervals = bootstrap(all.size(), options.count, options.level, options.seed, mean_size);
  ElementaryEffects result{.trajectories = whole.size(), .dropped = design.rows() / design.block - whole.size()};
  for (std::size_t g = 0; g < groups; ++g) {
    std::vector<double> own;
    for (std::size_t t = 0; t < whole.size(); ++t) own.push_back(effect[t * groups + g]);
    result.mu.push_back(mean(own));
    result.sigma.push_back(std::sqrt(variance(own)));
    result.mu_star.push_back({sizes[g], g < intervals.size() ? intervals[g] : Interval{}});
  }
  return result;
}

}  // namespace racesim

#include <cmath>

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
  const auto drawn = resamples(whole.size(), options.count, options.seed);
  auto sizes = resampled_sums(*drawn, groups, [&](std::size_t t, double* out) {
    for (std::size_t g = 0; g < groups; ++g) out[g] = std::fabs(effect[t * groups + g]);
  });
  for (double& size : sizes) size /= static_cast<double>(whole.size());
  const auto intervals = percentile_intervals(std::span(sizes).subspan(groups), groups, options.level);
  ElementaryEffects result{.trajectories = whole.size(), .dropped = design.rows() / design.block - whole.size()};
  for (std::size_t g = 0; g < groups; ++g) {
    std::vector<double> own;
    for (std::size_t t = 0; t < whole.size(); ++t) own.push_back(effect[t * groups + g]);
    result.mu.push_back(mean(own));
    result.sigma.push_back(std::sqrt(variance(own)));
    result.mu_star.push_back({sizes[g], intervals[g]});
  }
  return result;
}

}  // namespace racesim

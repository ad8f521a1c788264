#include "blocks.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

VarianceSplit variance_split(std::span<const double> outcome, std::size_t replicates, const BootstrapOptions& options) {
  if (replicates < 2) throw std::invalid_argument("luck can be told from parameters only with two replicates or more");
  const auto whole = whole_blocks(outcome, replicates);
  std::vector<double> centre, spread;
  for (const std::size_t point : whole) {
    const auto runs = outcome.subspan(point * replicates, replicates);
    centre.push_back(mean(runs));
    spread.push_back(variance(runs));
  }
  const double middle = mean(centre);
  const auto drawn = resamples(whole.size(), options.count, options.seed);
  const auto sums = resampled_sums(*drawn, 3, [&](std::size_t point, double* out) {
    out[0] = centre[point] - middle;
    out[1] = out[0] * out[0];
    out[2] = spread[point];
  });
  const auto n = static_cast<double>(whole.size());
  const auto split = [&](const double* sum) {
    const double luck = sum[2] / n;
    const double between = (sum[1] - sum[0] * sum[0] / n) / (n - 1);
    return std::pair{between - luck / static_cast<double>(replicates), luck};
  };
  const auto [parameters, luck] = split(sums.data());
  std::vector<double> shares;
  for (std::size_t b = 1; b <= static_cast<std::size_t>(drawn->count()); ++b) {
    const auto [p, l] = split(&sums[3 * b]);
    shares.push_back(p / (p + l));
  }
  return {.parameters = parameters,
          .luck = luck,
          .share = percentile_intervals(shares, 1, options.level)[0],
          .points = whole.size(),
          .dropped = outcome.size() / replicates - whole.size()};
}

}  // namespace racesim

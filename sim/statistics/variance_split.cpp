#include <numeric>

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
  const auto split = [&](std::span<const std::uint32_t> points) {
    std::vector<double> c, s;
    for (const std::uint32_t point : points) c.push_back(centre[point]), s.push_back(spread[point]);
    const double luck = mean(s);
    return std::pair{variance(c) - luck / static_cast<double>(replicates), luck};
  };
  std::vector<std::uint32_t> all(whole.size());
  std::iota(all.begin(), all.end(), 0u);
  const auto [parameters, luck] = split(all);
  VarianceSplit result{.parameters = parameters,
                       .luck = luck,
                       .points = whole.size(),
                       .dropped = outcome.size() / replicates - whole.size()};
  const auto intervals =
      bootstrap(all.size(), options.count, options.level, options.seed, [&](std::span<const std::uint32_t> drawn) {
        const auto [p, l] = split(drawn);
        return std::vector<double>{p / (p + l)};
      });
  if (!intervals.empty()) result.share = intervals[0];
  return result;
}

}  // namespace racesim

#include <algorithm>
#include <limits>

#include "blocks.hpp"
#include "racesim/statistics/sensitivity.hpp"

namespace racesim {

namespace {

/// Sums over points of what a run of each point is off; `by_replicate` is empty with own random numbers.
struct Sums {
  double off, squared_off;               ///< mean of a point off the mean of all
  double within;                         ///< squares of runs off the mean of their point
  std::span<const double> by_replicate;  ///< runs off the mean of their point
};

struct Parts {
  double parameters, stochastic, interaction;
};

Parts parts_of(const Sums& sums, double points, double replicates) {
  const double between = (sums.squared_off - sums.off * sums.off / points) / (points - 1);
  if (sums.by_replicate.empty()) {
    const double stochastic = sums.within / points / (replicates - 1);
    return {.parameters = between - stochastic / replicates, .stochastic = stochastic, .interaction = 0};
  }
  double shared = 0;  // squares of the replicates' means, times the points
  for (const double sum : sums.by_replicate) shared += sum * sum / points;
  const double rest = std::max(0.0, sums.within - shared) / ((points - 1) * (replicates - 1));
  return {.parameters = between - rest / replicates,
          .stochastic = (shared / (replicates - 1) - rest) / points,
          .interaction = rest};
}

}  // namespace

VarianceSplit variance_split(std::span<const double> outcome, std::size_t replicates, const BootstrapOptions& options,
                             RandomNumbers numbers) {
  if (replicates < 2) throw std::invalid_argument("noise can be told from parameters only with two replicates or more");
  const auto whole = whole_blocks(outcome, replicates);
  const auto runs_of = [&](std::size_t k) { return outcome.subspan(whole[k] * replicates, replicates); };
  const std::size_t dropped = outcome.size() / replicates - whole.size();
  std::vector<double> runs;
  for (std::size_t k = 0; k < whole.size(); ++k) runs.insert(runs.end(), runs_of(k).begin(), runs_of(k).end());
  if (constant(runs)) {  // and rounding would be taken for noise
    constexpr Interval none = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    return {
        .share = none, .stochastic_share = none, .interaction_share = none, .points = whole.size(), .dropped = dropped};
  }
  std::vector<double> centre;
  for (std::size_t k = 0; k < whole.size(); ++k) centre.push_back(mean(runs_of(k)));
  const double middle = mean(centre);
  const bool common = numbers == RandomNumbers::common;
  const std::size_t terms = 3 + (common ? replicates : 0);
  const auto drawn = resamples(whole.size(), options.count, options.seed);
  const auto sums = resampled_sums(*drawn, terms, [&](std::size_t point, double* out) {
    out[0] = centre[point] - middle;
    out[1] = out[0] * out[0];
    out[2] = 0;
    for (std::size_t r = 0; r < replicates; ++r) {
      const double off = runs_of(point)[r] - centre[point];
      out[2] += off * off;
      if (common) out[3 + r] = off;
    }
  });
  const auto split = [&](std::size_t row) {
    const auto sum = std::span(sums).subspan(row * terms, terms);
    return parts_of({sum[0], sum[1], sum[2], sum.subspan(3)}, static_cast<double>(whole.size()),
                    static_cast<double>(replicates));
  };
  std::vector<double> shares;
  for (std::size_t b = 1; b <= static_cast<std::size_t>(drawn->count()); ++b) {
    const Parts p = split(b);
    const double total = p.parameters + p.stochastic + p.interaction;
    for (const double part : {p.parameters, p.stochastic, p.interaction}) shares.push_back(part / total);
  }
  const auto intervals = percentile_intervals(shares, 3, options.level);
  const Parts parts = split(0);
  return {.parameters = parts.parameters,
          .stochastic = parts.stochastic,
          .interaction = parts.interaction,
          .share = intervals[0],
          .stochastic_share = intervals[1],
          .interaction_share = intervals[2],
          .points = whole.size(),
          .dropped = dropped};
}

}  // namespace racesim

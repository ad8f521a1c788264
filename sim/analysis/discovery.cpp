#include "racesim/analysis/discovery.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/statistics/resample.hpp"

namespace racesim {

namespace {

void require_sample(const DesignedResult& result) {
  const std::vector<std::string> suited = {"monte_carlo", "latin_hypercube", "sobol", "saltelli",
                                           "sample",      "full_factorial",  "table"};
  if (std::ranges::find(suited, result.kind) == suited.end())
    result.file->refuse(
        fmt::format("boxes cannot be found in a {} design: its points do not fill the space", result.kind),
        fmt::format("it needs one of {}", fmt::join(suited, ", ")));
}

}  // namespace

Discovery discover(const DesignedResult& result, const SelectedOutcome& outcome, const Criterion& criterion,
                   std::optional<std::size_t> box) {
  require_sample(result);
  const PointMeans means = point_means(result, pair_values(result, outcome.quantity, outcome.period));
  std::vector<std::size_t> rows;
  for (const std::size_t p : result.sample_points()) {
    if (!std::isnan(means.mean[p])) rows.push_back(p);
  }
  const auto y = rows_of(means.mean, rows);
  Discovery found{.outcome = outcome.quantity.name(),
                  .unit = outcome.quantity.unit,
                  .at = outcome.period.text,
                  .title = outcome.title(),
                  .criterion = criterion.text,
                  .points = rows.size(),
                  .numberless = means.numberless,
                  .least = quantile(y, 0),
                  .median = quantile(y, 0.5),
                  .most = quantile(y, 1)};
  if (rows.empty()) throw RunError(result.file->path().string() + ": no point of the design has a number");
  std::vector<bool> of_interest;
  for (const double value : y) of_interest.push_back(criterion.met(value));
  found.of_interest = static_cast<std::size_t>(std::ranges::count(of_interest, true));
  if (found.of_interest == 0 || found.of_interest == found.points) return found;
  const Design x = rows_of(result.values, rows);
  found.boxes = peel(x.u, x.factors, of_interest);
  found.held_out = cross_validate(x.u, x.factors, of_interest, found.boxes);
  found.chosen = box.value_or(best_box(found.held_out));
  if (found.chosen >= found.boxes.size())
    throw InputError({}, fmt::format("there is no box {}", found.chosen),
                     fmt::format("they are 0 to {}", found.boxes.size() - 1));
  found.p = quasi_p_values(x.u, x.factors, of_interest, found.boxes[found.chosen]);
  return found;
}

}  // namespace racesim

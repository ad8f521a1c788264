#include "racesim/analysis/precision.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "racesim/statistics/resample.hpp"

namespace racesim {

namespace {

/// How the runs of a sweep stand in its file: by point, then scenario, then replicate.
struct Order {
  std::size_t replicates, of_point, block;

  explicit Order(const ResultFile& file)
      : replicates(static_cast<std::size_t>(file.number("study_replicates").value_or(1))),
        of_point(replicates * file.scenarios().size()),
        block(static_cast<std::size_t>(file.number("study_block").value_or(1))) {}
};

/// Of the first point of each block, the mean over the replicates of a scenario; NaN where a run is not sound.
std::vector<double> means_of(const Order& order, std::span<const double> values, std::size_t scenario) {
  std::vector<double> means;
  for (std::size_t first = scenario * order.replicates; first < values.size(); first += order.block * order.of_point)
    means.push_back(mean(values.subspan(first, order.replicates)));
  return means;
}

}  // namespace

MeanPrecision mean_precision(const ResultFile& file, const MeanQuestion& question) {
  const ResultQuantity quantity = file.find(question.outcome).at(0);
  const std::vector<double> values =
      file.values(quantity, question.at.empty() ? file.last_month() : file.period(question.at));
  const std::size_t scenario = question.scenario.empty() ? 0 : file.find_scenario(question.scenario);
  const Order order(file);
  std::vector<double> x = means_of(order, values, scenario);
  if (!question.minus.empty()) {
    const std::vector<double> other = means_of(order, values, file.find_scenario(question.minus));
    std::ranges::transform(x, other, x.begin(), std::minus{});
  }
  std::erase_if(x, [](double value) { return std::isnan(value); });
  return {.quantity = quantity.name(),
          .scenario = file.scenarios()[scenario] + (question.minus.empty() ? "" : " - " + question.minus),
          .unit = quantity.unit,
          .mean = mean(x),
          .half_width = half_width_of_mean(x, question.level),
          .points = x.size()};
}

}  // namespace racesim

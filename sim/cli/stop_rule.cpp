#include "stop_rule.hpp"

#include <cmath>

#include <fmt/format.h>

#include "racesim/statistics/resample.hpp"
#include "result_file.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

/// Of each independent point of the design, the mean over replicates of a scenario; NaN where a run is not sound.
std::vector<double> point_means(const Sweep& sweep, std::span<const double> values, std::size_t scenario) {
  const auto replicates = static_cast<std::size_t>(sweep.study.study.replicates);
  const auto per_point = static_cast<std::size_t>(sweep.plan.runs_per_point);
  const std::size_t block =
      sweep.study.points.block();  // of a saltelli block, row A alone is independent of the others
  std::vector<double> means;
  for (std::size_t first = scenario * replicates; first < values.size(); first += block * per_point)
    means.push_back(mean(values.subspan(first, replicates)));
  return means;
}

}  // namespace

Precision precision_of(const Sweep& sweep) {
  if (!sweep.study.study.stop) return {};
  const StopRule& rule = *sweep.study.study.stop;
  const ResultFile file(sweep.merged_path());
  const FileQuantity quantity = file.find(rule.outcome).at(0);
  const Period period = rule.at.empty() ? file.last_month() : file.period(rule.at);
  const std::vector<double> values = file.values(quantity, period);
  std::vector<double> x = point_means(sweep, values, rule.scenario.empty() ? 0 : file.find_scenario(rule.scenario));
  if (!rule.minus.empty()) {
    const std::vector<double> other = point_means(sweep, values, file.find_scenario(rule.minus));
    for (std::size_t k = 0; k < x.size(); ++k) x[k] -= other[k];
  }
  std::erase_if(x, [](double value) { return std::isnan(value); });
  const double reached = half_width_of_mean(x, rule.level);
  const bool enough = reached <= rule.half_width;
  const bool largest = 2 * sweep.plan.size > rule.largest;
  const std::string whose = rule.scenario.empty() ? file.scenarios()[0] : rule.scenario;
  std::string text = fmt::format("mean of {} of {}{}: {} +- {} {} at size {}", quantity.name(), whose,
                                 rule.minus.empty() ? "" : " - " + rule.minus, decimal(mean(x), 4), decimal(reached, 4),
                                 quantity.unit, sweep.plan.size);
  text += fmt::format("; {:g} was asked for{}", rule.half_width,
                      !enough && largest ? " and is not reached at the largest size allowed" : "");
  return {.wants_more = !enough && !largest, .text = text};
}

}  // namespace racesim

#include "racesim/experiment/stop_rule.hpp"

#include <fmt/format.h>

#include "racesim/analysis/precision.hpp"
#include "racesim/core/text.hpp"

namespace racesim {

Precision precision_of(const Sweep& sweep) {
  if (!sweep.study.study.stop) return {};
  const StopRule& rule = *sweep.study.study.stop;
  const MeanPrecision reached = mean_precision(
      ResultFile(sweep.merged_path()),
      {.outcome = rule.outcome, .at = rule.at, .scenario = rule.scenario, .minus = rule.minus, .level = rule.level});
  const bool enough = reached.half_width <= rule.half_width;
  const bool largest = 2 * sweep.plan.size > rule.largest;
  std::string text =
      fmt::format("mean of {} of {}: {} +- {} {} at size {}", reached.quantity, reached.scenario,
                  decimal(reached.mean, 4), decimal(reached.half_width, 4), reached.unit, sweep.plan.size);
  text += fmt::format("; {:g} was asked for{}", rule.half_width,
                      !enough && largest ? " and is not reached at the largest size allowed" : "");
  return {.wants_more = !enough && !largest, .text = text};
}

}  // namespace racesim

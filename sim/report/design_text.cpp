#include "racesim/report/design_text.hpp"

#include <fmt/format.h>

namespace racesim {

std::string design_text(const DesignedResult& result, bool scenario_was_chosen) {
  using State = DesignedResult::State;
  const std::size_t points = result.points();
  std::string text = result.kind == "sample" ? "runs with sampled parameters" : result.kind + " design";
  text += fmt::format(", {} factors, {} points", result.factors.size(), points);
  if (result.u.block > 1) text += fmt::format(" in blocks of {}", result.u.block);
  if (result.replicates > 1) text += fmt::format(", {} replicates of each", result.replicates);
  text += "\nscenario " + result.scenario_text();
  const auto& names = result.file->scenarios();
  if (!scenario_was_chosen && !result.minus && names.size() > 1)
    text += fmt::format(", the first; there are {} (--scenario, --minus)", fmt::join(names, ", "));
  text += "\n";
  const std::size_t failed = result.count(State::failed), missing = result.count(State::missing);
  if (failed > 0) text += fmt::format("{} of {} points dropped: a run failed there\n", failed, points);
  if (missing > 0) text += fmt::format("{} of {} points dropped: a run is missing there\n", missing, points);
  return text;
}

std::string numberless_text(const DesignedResult& result, std::size_t numberless) {
  if (numberless == 0) return "";
  return fmt::format(
      "{} of {} points dropped: a run has no number there (it never came to it). These points are no random part of "
      "the "
      "design, so what is left answers a narrower question.",
      numberless, result.points());
}

}  // namespace racesim

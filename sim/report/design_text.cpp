#include "racesim/report/design_text.hpp"

#include <fmt/format.h>

namespace racesim {

std::string design_text(const DesignedResult& result, bool scenario_was_chosen) {
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
  for (const std::string& note : notes_of(result)) text += note + "\n";
  return text;
}

}  // namespace racesim

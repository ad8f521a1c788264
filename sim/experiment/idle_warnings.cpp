#include "racesim/experiment/idle_warnings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/engine/idle_policies.hpp"

namespace racesim {

std::vector<Diagnostic> idle_warnings(const LoadedScenario& loaded, std::span<const std::string> varied) {
  std::vector<Diagnostic> warnings;
  for (const std::string& name : idle_policies(loaded.value)) {
    const auto same = [&](const Policy& policy) { return dates(policy).name == name; };
    const auto policy = std::ranges::find_if(loaded.value.policies, same);
    const std::string by_place = fmt::format("[{}]", policy - loaded.value.policies.begin());
    const auto varies = [&](const std::string& path) {
      return path.starts_with("policies") &&
             (path.find(name) != std::string::npos || path.find(by_place) != std::string::npos);
    };
    if (std::ranges::any_of(varied, varies)) continue;
    const auto type = std::visit([](const auto& p) { return p.type_name; }, *policy);
    warnings.push_back({.severity = Diagnostic::Severity::warning,
                        .mark = loaded.origins.nearest(fmt::format("policies[{}]", name)),
                        .message = fmt::format("\"{}\" changes nothing in any month", name),
                        .hint = fmt::format("`racesim policies` lists what {} acts by and whom it may name", type)});
  }
  return warnings;
}

}  // namespace racesim

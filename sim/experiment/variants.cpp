#include "racesim/experiment/variants.hpp"

namespace racesim {

Variants::Variants(std::vector<ScenarioSource> sources, std::vector<ResolvedFactor> factors)
    : sources_(std::move(sources)), factors_(std::move(factors)) {}

const Blueprint& Variants::at(std::size_t scenario, std::span<const double> values) {
  std::vector<std::string> changes;
  for (std::size_t k = 0; k < factors_.size(); ++k) {
    if (!factors_[k].path.empty()) changes.push_back(factors_[k].path + "=" + factors_[k].text(values[k]));
  }
  const std::lock_guard lock(mutex_);
  std::unique_ptr<const Blueprint>& variant = known_[{scenario, changes}];
  if (variant) return *variant;
  const ScenarioSource& source = sources_[scenario];
  changes.insert(changes.begin(), source.changes.begin(), source.changes.end());
  std::vector<Diagnostic> warnings;  // said when the study was read
  variant = std::make_unique<Blueprint>(load_scenario(source.path, changes, warnings, source.presets).value);
  return *variant;
}

}  // namespace racesim

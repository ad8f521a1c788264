#include "racesim/experiment/variants.hpp"

namespace racesim {

namespace {

constexpr std::size_t most_known = 256;  // of about 2 MB each: a grid, not every draw from a distribution

}  // namespace

Variants::Variants(std::vector<ScenarioSource> sources, std::vector<ResolvedFactor> factors)
    : sources_(std::move(sources)), factors_(std::move(factors)) {}

std::shared_ptr<const CompiledScenario> Variants::at(std::size_t scenario, std::span<const double> values) {
  std::vector<std::string> changes;
  for (std::size_t k = 0; k < factors_.size(); ++k) {
    if (!factors_[k].path.empty()) changes.push_back(factors_[k].path + "=" + factors_[k].text(values[k]));
  }
  const auto key = std::pair(scenario, changes);
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
  }
  const ScenarioSource& source = sources_[scenario];
  changes.insert(changes.begin(), source.changes.begin(), source.changes.end());
  std::vector<Diagnostic> warnings;  // said when the study was read
  auto variant =
      std::make_shared<const CompiledScenario>(load_scenario(source.path, changes, warnings, source.presets).value);
  const std::lock_guard lock(mutex_);
  if (known_.size() >= most_known) known_.clear();
  return known_.emplace(key, std::move(variant)).first->second;
}

}  // namespace racesim

#include <algorithm>

#include "racesim/core/contract.hpp"
#include "racesim/core/random.hpp"
#include "racesim/engine/parameter_draws.hpp"

namespace racesim {

ParameterDraws::ParameterDraws(const Scenario& scenario)
    : seed_(scenario.seed), values_(scenario.parameters.values), copula_(scenario.correlations) {
  const std::vector<std::string>& tied = copula_.names();
  for (const std::string& name : tied) {
    const Field* field = find_parameter(name);
    expects(field != nullptr);
    tied_.push_back(agent_id(field->id));
  }

  std::vector<double> defaults;
  const Parameters untouched;
  Parameters::for_each(untouched, [&](double value, const Field&) { defaults.push_back(value); });
  Parameters::for_each(values_, [&](double value, const Field& field) {
    const double usual = defaults[draws_.size()];
    Draw& draw = draws_.emplace_back();
    draw.agent = agent_id(field.id);
    const auto own = std::ranges::find(scenario.parameters.uncertain, field.name, &UncertainParameter::name);
    const auto place = std::ranges::find(tied, field.name);
    if (place != tied.end()) draw.tied = static_cast<int>(place - tied.begin());
    if (own != scenario.parameters.uncertain.end())
      draw.distribution = own->distribution;
    else  // a value that the scenario has set is held
      draw.distribution = value == usual ? Distribution::of_prior(field, value) : Distribution::fixed(value);
  });
}

double ParameterDraws::number(std::uint32_t agent, std::uint32_t replicate) const {
  return uniform({.seed = seed_, .replicate = replicate, .stream = StreamId::parameters, .agent = agent});
}

Parameters ParameterDraws::draw(std::uint32_t replicate) const {
  std::vector<double> independent;
  for (std::uint32_t agent : tied_) independent.push_back(number(agent, replicate));
  const std::vector<double> correlated = copula_.correlated(independent);
  Parameters result = values_;
  auto draw = draws_.begin();
  Parameters::for_each(result, [&](double& value, const Field&) {
    const Draw& now = *draw++;
    const bool fixed = now.distribution.kind == Distribution::Kind::fixed;
    const double u = fixed ? 0.5 : now.tied < 0 ? number(now.agent, replicate) : correlated[now.tied];
    value = now.distribution.quantile(u);
  });
  return result;
}

Parameters draw_parameters(const Scenario& scenario, std::uint32_t replicate) {
  return ParameterDraws(scenario).draw(replicate);
}

}  // namespace racesim

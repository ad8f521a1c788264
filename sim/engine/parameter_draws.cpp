#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/random.hpp"
#include "racesim/engine/parameter_draws.hpp"

namespace racesim {

namespace {

/// Standard normal CDF, by the same series everywhere (Marsaglia 2004, J. Stat. Softw. 11(4)): exact to 1e-15.
double normal_cdf(double x) {
  double sum = x, term = x;
  for (int k = 3; k < 200 && std::fabs(term) > 1e-17; k += 2) sum += term *= x * x / k;
  return std::clamp(0.5 + sum * math::exp(-0.5 * x * x - 0.91893853320467274178), 1e-15, 1 - 1e-15);
}

}  // namespace

ParameterDraws::ParameterDraws(const Scenario& scenario) : seed_(scenario.seed), values_(scenario.parameters.values) {
  const std::vector<std::string>& tied = scenario.correlations.names;
  const int n = static_cast<int>(tied.size());
  for (const std::string& name : tied) tied_.push_back(agent_id(name));
  std::vector<double> matrix = scenario.correlations.matrix;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) matrix[i * n + j] = i == j ? 1 : gaussian_correlation(matrix[i * n + j]);
  }
  factor_ = cholesky(matrix, n);

  std::vector<double> defaults;
  const Parameters untouched;
  Parameters::describe(untouched, [&](double value, const Field&) { defaults.push_back(value); });
  Parameters::describe(values_, [&](double value, const Field& field) {
    const double usual = defaults[draws_.size()];
    Draw& draw = draws_.emplace_back();
    draw.agent = agent_id(field.name);
    const auto own = std::ranges::find(scenario.parameters.uncertain, field.name, &UncertainParameter::name);
    const auto place = std::ranges::find(tied, field.name);
    if (place != tied.end()) draw.tied = static_cast<int>(place - tied.begin());
    if (own != scenario.parameters.uncertain.end())
      draw.distribution = own->distribution;
    else  // a value that the scenario has set is held
      draw.distribution = value == usual ? Distribution::of_prior(field, value) : Distribution::fixed(value);
  });
}

double ParameterDraws::luck(std::uint32_t agent, std::uint32_t replicate) const {
  return uniform({.seed = seed_, .replicate = replicate, .stream = StreamId::parameters, .agent = agent});
}

std::vector<double> ParameterDraws::correlated_normals(std::uint32_t replicate) const {
  const std::size_t n = tied_.size();
  std::vector<double> independent, result(n, 0);
  for (std::uint32_t agent : tied_) independent.push_back(math::normal_quantile(luck(agent, replicate)));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) result[i] += factor_[i * n + j] * independent[j];
  }
  return result;
}

Parameters ParameterDraws::draw(std::uint32_t replicate) const {
  const std::vector<double> normals = correlated_normals(replicate);
  Parameters result = values_;
  auto draw = draws_.begin();
  Parameters::describe(result, [&](double& value, const Field&) {
    const Draw& now = *draw++;
    const bool fixed = now.distribution.kind == Distribution::Kind::fixed;
    const double u = fixed ? 0.5 : now.tied < 0 ? luck(now.agent, replicate) : normal_cdf(normals[now.tied]);
    value = now.distribution.quantile(u);
  });
  return result;
}

Parameters draw_parameters(const Scenario& scenario, std::uint32_t replicate) {
  return ParameterDraws(scenario).draw(replicate);
}

}  // namespace racesim

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/random.hpp"
#include "racesim/engine/ensemble.hpp"

namespace racesim {

namespace {

/// Standard normals of the correlated parameters, in the order of `correlations.names`.
std::vector<double> correlated_normals(const Scenario& scenario, const std::vector<double>& independent) {
  const int n = static_cast<int>(independent.size());
  std::vector<double> matrix = scenario.correlations.matrix;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) matrix[i * n + j] = i == j ? 1 : gaussian_correlation(matrix[i * n + j]);
  }
  const std::vector<double> factor = cholesky(matrix, n);
  std::vector<double> result(n, 0);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j) result[i] += factor[i * n + j] * independent[j];
  }
  return result;
}

/// Standard normal CDF, by the same series everywhere (Marsaglia 2004, J. Stat. Softw. 11(4)): exact to 1e-15.
double normal_cdf(double x) {
  double sum = x, term = x;
  for (int k = 3; k < 200 && std::fabs(term) > 1e-17; k += 2) sum += term *= x * x / k;
  return std::clamp(0.5 + sum * math::exp(-0.5 * x * x - 0.91893853320467274178), 1e-15, 1 - 1e-15);
}

}  // namespace

Parameters draw_parameters(const Scenario& scenario, std::uint32_t replicate) {
  const auto luck = [&](std::string_view name) {
    return uniform(
        {.seed = scenario.seed, .replicate = replicate, .stream = StreamId::parameters, .agent = agent_id(name)});
  };
  const std::vector<std::string>& tied = scenario.correlations.names;
  std::vector<double> normals;
  for (const std::string& name : tied) normals.push_back(math::normal_quantile(luck(name)));
  if (!tied.empty()) normals = correlated_normals(scenario, normals);

  std::vector<double> defaults;
  const Parameters untouched;
  Parameters::describe(untouched, [&](double value, const Field&) { defaults.push_back(value); });
  std::size_t number = 0;
  Parameters result = scenario.parameters.values;
  Parameters::describe(result, [&](double& value, const Field& field) {
    const double usual = defaults[number++];
    const auto own = std::ranges::find(scenario.parameters.uncertain, field.name, &UncertainParameter::name);
    const bool given = own != scenario.parameters.uncertain.end();
    if (!given && value != usual) return;  // the scenario has set it
    const Distribution distribution = given ? own->distribution : Distribution::of_prior(field, value);
    const auto place = std::ranges::find(tied, field.name);
    const double u = place == tied.end() ? luck(field.name) : normal_cdf(normals[place - tied.begin()]);
    value = distribution.quantile(u);
  });
  return result;
}

}  // namespace racesim

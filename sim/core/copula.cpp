#include "racesim/core/copula.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"

namespace racesim {

namespace {

std::vector<double> factor_of(const RankCorrelations& correlations) {
  const int n = static_cast<int>(correlations.names.size());
  std::vector<double> matrix = correlations.matrix;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) matrix[i * n + j] = i == j ? 1 : gaussian_correlation(matrix[i * n + j]);
  }
  return cholesky(matrix, n);
}

/// Standard normal CDF, by the same series everywhere (Marsaglia 2004, J. Stat. Softw. 11(4)): exact to 1e-15.
double normal_cdf(double x) {
  double sum = x, term = x;
  for (int k = 3; k < 200 && std::fabs(term) > 1e-17; k += 2) sum += term *= x * x / k;
  return std::clamp(0.5 + sum * math::exp(-0.5 * x * x - 0.91893853320467274178), 1e-15, 1 - 1e-15);
}

}  // namespace

Copula::Copula(const RankCorrelations& correlations) : names_(correlations.names), factor_(factor_of(correlations)) {}

std::vector<double> Copula::correlated(std::span<const double> independent) const {
  const std::size_t n = names_.size();
  std::vector<double> normals, result(n, 0);
  for (double u : independent) normals.push_back(math::normal_quantile(u));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) result[i] += factor_[i * n + j] * normals[j];
    result[i] = normal_cdf(result[i]);
  }
  return result;
}

}  // namespace racesim

#pragma once
// Probability distributions of uncertain parameters, all drawn by inverse CDF so that one uniform number is one draw:
// designs, paired scenarios and shards then share their random numbers.
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/field.hpp"

namespace racesim {

/// A distribution over one number. Parameters by kind:
///   fixed a | normal mean a, sd b | lognormal median a, sigma b (of ln) | uniform a..b | loguniform a..b |
///   triangular low a, mode b, high c | beta shapes a, b on low c..high d | discrete and empirical: values with weights
/// (empirical: equal weights, linear between order statistics). Any kind may be truncated to [low, high].
struct Distribution {
  enum class Kind { fixed, normal, lognormal, uniform, loguniform, triangular, beta, discrete, empirical };
  Kind kind = Kind::fixed;
  double a = 0, b = 0, c = 0, d = 1;
  std::vector<double> values = {};   ///< discrete, empirical; ascending
  std::vector<double> weights = {};  ///< discrete; positive, sum 1
  double low = -infinity;            ///< truncation, set by truncated()
  double high = infinity;
  double u_low = 0;  ///< probability below `low` and up to `high` before truncation
  double u_high = 1;

  static Distribution fixed(double value);
  static Distribution normal(double mean, double sd);
  static Distribution normal_by_quantiles(double p10, double p90);
  static Distribution lognormal(double median, double sigma);
  static Distribution lognormal_by_quantiles(double p10, double p90);
  static Distribution uniform(double low, double high);
  static Distribution loguniform(double low, double high);
  static Distribution triangular(double low, double mode, double high);
  static Distribution beta(double alpha, double beta, double low = 0, double high = 1);
  static Distribution discrete(std::vector<double> values, std::vector<double> weights);
  static Distribution empirical(std::vector<double> values);
  /// The prior of a field, truncated to its range; fixed at `value` when it has none.
  static Distribution of_prior(const Field& field, double value);

  /// The same restricted to [lowest, highest], by restricting u; the interval must have probability.
  Distribution truncated(double lowest, double highest) const;

  /// Inverse CDF at u in (0, 1), truncation included.
  double quantile(double u) const;
  /// The central value a plain run uses: the median.
  double central() const { return quantile(0.5); }
};

/// Names of the kinds as scenarios write them, in the order of `Kind`.
std::string_view name(Distribution::Kind kind);

/// Lower Cholesky factor (row-major, n x n) of a correlation matrix; empty when it is not positive definite.
std::vector<double> cholesky(const std::vector<double>& matrix, int n);
/// Pearson correlation of the Gaussian copula that gives the rank correlation `spearman`: 2 sin(pi rho / 6).
double gaussian_correlation(double spearman);

}  // namespace racesim

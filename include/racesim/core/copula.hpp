#pragma once
// Rank correlations among uniform numbers by a Gaussian copula: normals with Pearson correlation 2 sin(pi rho / 6) have
// the rank correlation rho (Pearson 1907), and so have all numbers drawn from them by inverse CDF.
#include <span>
#include <string>
#include <vector>

#include "racesim/core/uncertain.hpp"

namespace racesim {

class Copula {
 public:
  Copula() = default;
  explicit Copula(const RankCorrelations& correlations);

  const std::vector<std::string>& names() const { return names_; }
  /// Independent uniform numbers in (0, 1), one per name, as correlated ones.
  std::vector<double> correlated(std::span<const double> independent) const;

 private:
  std::vector<std::string> names_;
  std::vector<double> factor_;  ///< lower Cholesky factor of the normals' correlations
};

}  // namespace racesim

#pragma once
// Parameters of which a scenario may give a distribution instead of a value.
#include <string>
#include <vector>

#include "racesim/core/distribution.hpp"

namespace racesim {

/// A parameter that is drawn when a run samples.
struct UncertainParameter {
  std::string name;
  Distribution distribution;  ///< in the unit of the parameter's field
  std::string source;
};

/// A described struct `P` of parameters as a scenario gives them.
template <class P>
struct Uncertain {
  P values;                                   ///< what a plain run uses: values as given, centres of distributions
  std::vector<UncertainParameter> uncertain;  ///< those given as distributions or held, in the order of P::describe
};

/// Spearman rank correlations among uncertain parameters; those not named are independent.
struct RankCorrelations {
  std::vector<std::string> names;
  std::vector<double> matrix;  ///< names x names, row-major, symmetric, unit diagonal, positive definite; in [-1, 1]
};

}  // namespace racesim

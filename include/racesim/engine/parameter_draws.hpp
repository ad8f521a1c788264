#pragma once
// Parameters of sampled replicates: drawn from the scenario's distributions, otherwise from the priors. A value that
// the scenario sets is held: the reader makes a fixed distribution of one that equals the default.
//
// Draws one uniform per parameter and replicate at the address (parameters, id of the field); correlated ones pass
// through a Gaussian copula.
#include <cstdint>
#include <vector>

#include "racesim/core/copula.hpp"
#include "racesim/core/distribution.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

class ParameterDraws {
 public:
  explicit ParameterDraws(const Scenario& scenario);

  Parameters draw(std::uint32_t replicate) const;

 private:
  /// How one parameter is drawn.
  struct Draw {
    std::uint32_t agent = 0;    ///< address of its random numbers
    int tied = -1;              ///< place among the correlated; -1: none
    Distribution distribution;  ///< fixed: held
  };
  double number(std::uint32_t agent, std::uint32_t replicate) const;

  std::uint64_t seed_;
  Parameters values_;
  Copula copula_;
  std::vector<Draw> draws_;          ///< in the order of Parameters::for_each
  std::vector<std::uint32_t> tied_;  ///< agents of the correlated
};

/// The draw of one replicate, for once.
Parameters draw_parameters(const Scenario& scenario, std::uint32_t replicate);

}  // namespace racesim

#pragma once
// What a study varies, resolved: each factor turns a coordinate of the design into a value by inverse CDF, so that
// continuous, whole, categorical and yes-or-no factors are all drawn alike.
#include <span>
#include <string>
#include <vector>

#include "racesim/core/diagnostic.hpp"
#include "racesim/core/distribution.hpp"
#include "racesim/experiment/study.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/model/parameters.hpp"

namespace racesim {

struct ResolvedFactor {
  std::string name;
  std::string unit;
  std::string path;                      ///< key of the scenarios; empty for a parameter
  int parameter = -1;                    ///< place in parameter_fields(); -1 for a path
  Distribution distribution;             ///< of a factor without levels
  std::vector<std::string> labels = {};  ///< levels as written; empty without
  std::vector<double> numbers = {};      ///< of a parameter's levels
  std::vector<double> weights = {};      ///< of the levels, sum 1
  bool whole = false;
  std::string group;  ///< its own name when it moves alone

  bool has_levels() const { return !labels.empty(); }
  /// The value at a probability in [0, 1]: in the factor's unit, or the number of the level from 0 where a level is no
  /// parameter's.
  double value(double probability) const;
  /// The probability in the middle of a level.
  double middle(std::size_t level) const;
  /// A path's value as a scenario writes it.
  std::string text(double value) const;
};

/// Factors of a study with the distributions that the first scenario or the parameters' priors give them. A parameter
/// in which the scenarios differ is refused: as a factor it would take the difference away. Findings stand at the
/// places of the study's file.
std::vector<ResolvedFactor> resolve_factors(const StudyFile& study, const Origins& origins,
                                            const std::vector<LoadedScenario>& scenarios, Diagnostics& diagnostics);

/// Number of each factor's group, from 0, in the order in which they first come; and the groups' names.
struct FactorGroups {
  std::vector<int> of_factor;
  std::vector<std::string> names;
};
FactorGroups groups_of(std::span<const ResolvedFactor> factors);

/// `parameters` with the values of a point's parameter factors.
Parameters at_point(Parameters parameters, std::span<const ResolvedFactor> factors, std::span<const double> values);

}  // namespace racesim

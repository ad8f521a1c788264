#pragma once
// Keys that files of earlier versions use: moved to where they are now with a warning, or refused with what to do.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/io/node.hpp"

namespace racesim {

/// A key that has another name or place now, or none. Steps of a path are parted by dots; "*" is any entry of a list.
struct FormerKey {
  std::string was;           ///< "parameters.taste_spread"
  std::string is;            ///< "parameters.research.taste_sd", the same but for its end; empty: the key is gone
  std::string instead = {};  ///< hint where the key is gone
};

/// Every former key of scenarios.
std::span<const FormerKey> former_scenario_keys();

/// Every former key of studies, and those of scenarios, which a study names in `set` and in the paths of factors.
std::span<const FormerKey> former_study_keys();

/// Moves the values of former keys to where they belong; a warning for each, an error where the key is gone or its new
/// name is given as well.
void move_former_keys(Node& root, std::span<const FormerKey> former, Diagnostics& diagnostics);

/// The steps of a path of `--set` as they are now; what there is to say of it stands at `mark`.
std::vector<std::string> present_path(std::vector<std::string> path, std::span<const FormerKey> former,
                                      const Mark& mark, Diagnostics& diagnostics);

/// The present name of a parameter, with a warning at `mark` where another was given; unknown names stay.
std::string present_parameter(const std::string& name, const Mark& mark, Diagnostics& diagnostics);

/// What a key of studies was called in results of format 1.
std::string former_study_key(std::string_view present);

/// Names that a result file has, those of parameters as they are now.
std::vector<std::string> present_names(std::vector<std::string> names);

}  // namespace racesim

#pragma once
// Presets: partial scenarios that combine with any scenario, found by name.
#include <string>
#include <vector>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// Directories in which the presets of a scenario are looked up by name, those that exist: `presets` beside the
/// scenario, `presets` or `scenarios/presets` in the directories above it, and `presets` in `installed`, the directory
/// of the scenarios that were installed with the program ("": none).
std::vector<std::string> preset_directories(const std::string& scenario, const std::string& installed);
/// Names of the presets in directories, in order.
std::vector<std::string> preset_names(const std::vector<std::string>& directories);
/// Path of the preset: `name` itself when it is a path, else NAME.yaml of the first directory that has it. Throws
/// InputError at `mark`, with the nearest name, when there is none.
std::string find_preset(const std::string& name, const std::string& scenario, const Mark& mark,
                        const std::string& installed);

/// "write scenarios/export_ban.yaml" for "export_ban", and how a preset is used, where the name alone was given of a
/// file in `scenarios` or `installed`; "" for any other text.
std::string shipped_hint(const std::string& name, const std::string& installed);

}  // namespace racesim

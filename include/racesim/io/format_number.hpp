#pragma once
// The number of a format: `racesim-scenario/2` is format 2 of the files called racesim-scenario.
#include <optional>
#include <string_view>

namespace racesim {

/// Number of an earlier format of the same files: 1 for `racesim-scenario/1` where `racesim-scenario/2` is today's;
/// nothing for every other text.
std::optional<int> earlier_format(std::string_view given, std::string_view format);

}  // namespace racesim

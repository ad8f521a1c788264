#pragma once
// YAML, strictly: what other readers pass over in silence is refused here.
#include <optional>
#include <string>
#include <string_view>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/node.hpp"

namespace racesim {

/// Deepest nesting of lists and maps that is read; scenarios need a sixth of it.
inline constexpr std::size_t deepest_nesting = 64;

/// Reads one YAML document with the place of every value. Scalars stay texts: what they mean is the binder's business.
/// Refused: duplicate and structured keys, `<<`, anchors and aliases, tags other than `!delete`, several documents,
/// tabs as indentation, no content. Returns nothing when there was an error.
std::optional<Node> read_yaml(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace racesim

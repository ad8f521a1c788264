#pragma once
// Boxes of assumptions as text.
#include <string>

#include "racesim/analysis/discovery.hpp"

namespace racesim {

std::string discovery_text(const DesignedResult& result, const Discovery& found, bool colour);

}  // namespace racesim

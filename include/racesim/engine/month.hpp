#pragma once
// Runs the stages of a month (model/stages.hpp).
#include <cstdint>

#include "racesim/model/inputs.hpp"
#include "racesim/model/world.hpp"

namespace racesim {

/// Advances the world by one month. `parallel` cuts stages into blocks of labs for TBB; results do not depend on it.
void advance_month(const Inputs& inputs, std::uint32_t replicate, World& world, bool parallel);

}  // namespace racesim

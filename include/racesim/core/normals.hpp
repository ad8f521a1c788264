#pragma once
// Random numbers for many agents at once. What an agent gets does not depend on who else is asked for, in which order,
// or by which instruction set: it is the number at the agent's own address, bit for bit.
#include <cstdint>
#include <span>

#include "racesim/core/random.hpp"
#include "racesim/core/simd.hpp"

namespace racesim {

/// Fills out[i * lanes + lane] with the number at `at`, agent ids[i], replicate at.replicate + lane, where
/// lanes = out.size() / ids.size() is a power of two, mostly 1; at.agent is not read.
/// normals() gives what normal() gives, uniforms() what uniform() gives.
void normals(const Address& at, std::span<const std::uint32_t> ids, std::span<double> out,
             InstructionSet set = instruction_set());
void uniforms(const Address& at, std::span<const std::uint32_t> ids, std::span<double> out,
              InstructionSet set = instruction_set());

}  // namespace racesim

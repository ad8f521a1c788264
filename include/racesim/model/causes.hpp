#pragma once
// What moves a lab's efficiency, by name.
#include <cstdint>
#include <span>
#include <string_view>

namespace racesim {

/// Causes of a gain of ln A. Own progress and the part of it that scarcity induced are told apart.
enum class Cause : std::uint8_t {
  own,
  induced,
  publication,
  open_weights,
  talent,
  espionage,
  ecosystem,
  paradigm,
  shock
};
inline constexpr int n_causes = 9;
std::span<const std::string_view> enum_names(Cause);

}  // namespace racesim

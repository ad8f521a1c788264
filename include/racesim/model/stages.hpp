#pragma once
// The month as data: every stage of the model in order. This is the one place that says what happens when; the engine
// runs it, the tests and the profile walk it, and the schedule of the documentation is printed from it.
#include <span>
#include <string_view>

#include "racesim/model/stage.hpp"

namespace racesim {

/// What the range of a stage counts. `once`: the stage is serial and ignores its range; `each_named`: few labs with
/// much work each, worth a thread of its own per lab.
enum class Over : std::uint8_t { once, buyers, labs, each_named };
std::span<const std::string_view> enum_names(Over);

/// Columns that a stage touches, mechanism.column, separated by spaces.
struct Columns {
  std::string_view reads;   ///< of other mechanisms
  std::string_view writes;  ///< of its own
};

struct StageEntry {
  std::string_view name;
  Over over;
  /// Advances the owner's state of `world`, which is that of the stage.
  void (*advance)(const Stage& stage, World& world, Range range);
  Columns columns;
};

/// The stages of a month, in order.
std::span<const StageEntry> stages();
/// The whole range of a stage.
Range whole_range(const StageEntry& stage, const Inputs& inputs);

}  // namespace racesim

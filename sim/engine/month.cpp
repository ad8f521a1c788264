#include "racesim/engine/month.hpp"

#include "racesim/engine/parallel.hpp"
#include "racesim/model/stages.hpp"

namespace racesim {

namespace {

/// Runs a stage in fixed blocks of its range, or lab by lab where each is much work, on all threads.
void in_parallel(const StageEntry& entry, const Stage& stage, World& world, Range range) {
  if (entry.over == Over::each_named) {
    for_tasks(static_cast<std::size_t>(range.last), [&](std::size_t i) {
      entry.advance(stage, world, {static_cast<int>(i), static_cast<int>(i) + 1});
    });
  } else {
    for_blocks(static_cast<std::size_t>(range.last), [&](std::size_t first, std::size_t last) {
      entry.advance(stage, world, {static_cast<int>(first), static_cast<int>(last)});
    });
  }
}

}  // namespace

void advance_month(const Inputs& inputs, std::uint32_t replicate, World& world, bool parallel) {
  const Stage stage{inputs, world, world.t, replicate};
  for (const StageEntry& entry : stages()) {
    const Range range = whole_range(entry, inputs);
    if (parallel && entry.over != Over::once)
      in_parallel(entry, stage, world, range);
    else
      entry.advance(stage, world, range);
  }
  ++world.t;
}

}  // namespace racesim

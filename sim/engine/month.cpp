#include "racesim/engine/month.hpp"

#include "racesim/core/normals.hpp"
#include "racesim/engine/parallel.hpp"
#include "racesim/model/mechanisms/exits.hpp"
#include "racesim/model/mechanisms/frontier.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

/// Runs a stage over ranges of labs or buyers, in fixed blocks on all threads when `parallel`.
template <class Advance>
void over(int count, bool parallel, Advance&& advance) {
  if (!parallel) return advance(LabRange{0, count});
  for_blocks(static_cast<std::size_t>(count), [&](std::size_t first, std::size_t last) {
    advance(LabRange{static_cast<int>(first), static_cast<int>(last)});
  });
}

/// Runs a stage over named labs whose work is long, one by one on all threads when `parallel`.
template <class Advance>
void each(int count, bool parallel, Advance&& advance) {
  if (!parallel) return advance(LabRange{0, count});
  for_tasks(static_cast<std::size_t>(count), [&](std::size_t i) {
    advance(LabRange{static_cast<int>(i), static_cast<int>(i) + 1});
  });
}

void draw_research_noise(const Stage& stage, LabRange labs) {
  const std::size_t n = labs.last - labs.first;
  normals(stage.address(StreamId::research, 0), {&stage.inputs.labs.agent[labs.first], n},
          {&stage.world.noise[labs.first], n});
}

}  // namespace

void advance_month(const Inputs& inputs, std::uint32_t replicate, World& world, bool parallel) {
  const Stage stage{inputs, world, world.t, replicate};
  const int labs = inputs.n_labs();
  const int buyers = inputs.n_buyers();

  // Money and chips. Policies of the month are in the timeline already.
  exits::advance(stage);
  Valuation::advance(stage);
  Capital::advance(stage, {0, buyers});
  ChipMarket::advance(stage);
  Capital::settle(stage, {0, buyers});
  Fleet::advance(stage, {0, buyers});
  Power::advance(stage);
  over(labs, parallel, [&](LabRange r) { Fleet::compute(stage, r); });
  Market::advance(stage);
  over(labs, parallel, [&](LabRange r) { Scarcity::advance(stage, r); });

  // Knowledge.
  Paradigms::arrive(stage);
  over(labs, parallel, [&](LabRange r) { Paradigms::advance(stage, r); });
  SafetyRace::advance(stage);
  over(labs, parallel, [&](LabRange r) { draw_research_noise(stage, r); });
  over(labs, parallel, [&](LabRange r) { Research::advance(stage, r); });
  over(labs, parallel, [&](LabRange r) { Diffusion::advance(stage, r); });
  each(inputs.n_named(), parallel, [&](LabRange r) { Ecosystem::advance(stage, r); });

  // Models.
  over(labs, parallel, [&](LabRange r) { Training::advance(stage, r); });
  frontier::count_releases(stage);

  // Use.
  Adoption::advance(stage);
  ++world.t;
  over(labs, parallel, [&](LabRange r) { frontier::remember(inputs, world, r); });
}

}  // namespace racesim

#include "racesim/model/stages.hpp"

#include "stage_columns.hpp"

namespace racesim {

std::span<const std::string_view> enum_names(Over) {
  static constexpr std::string_view names[] = {"once", "buyers", "labs", "named labs"};
  return names;
}

namespace {

/// A stage sees the world as const and its own part as mutable.
template <auto Advance, auto Own>
void on(const Stage& stage, World& world, Range range) {
  if constexpr (requires { Advance(stage, world.*Own, range); })
    Advance(stage, world.*Own, range);
  else
    Advance(stage, world.*Own);
}

using W = World;

constexpr StageEntry month[] = {
    // Money and chips. Policies of the month are in the timeline already.
    {"exits", Over::once, on<Exits::advance, &W::exits>, columns::exits},
    {"chips handed on", Over::once, on<Fleet::hand_on, &W::fleet>, columns::chips_handed_on},
    {"orders handed on", Over::once, on<ChipMarket::hand_on, &W::chip_market>, columns::orders_handed_on},
    {"valuation", Over::once, on<Valuation::advance, &W::valuation>, columns::valuation},
    {"orders", Over::buyers, on<Capital::order, &W::capital>, columns::orders},
    {"chip market", Over::once, on<ChipMarket::advance, &W::chip_market>, columns::chip_market},
    {"settlement", Over::buyers, on<Capital::settle, &W::capital>, columns::settlement},
    {"fleet", Over::buyers, on<Fleet::advance, &W::fleet>, columns::fleet},
    {"power", Over::once, on<Power::advance, &W::power>, columns::power},
    {"compute", Over::labs, on<Fleet::compute, &W::fleet>, columns::compute},
    {"model market", Over::once, on<ModelMarket::advance, &W::model_market>, columns::model_market},
    {"scarcity", Over::labs, on<Scarcity::advance, &W::scarcity>, columns::scarcity},
    // Knowledge.
    {"arrival of paradigms", Over::once, on<Paradigms::arrive, &W::paradigms>, columns::arrival_of_paradigms},
    {"adoption of paradigms", Over::labs, on<Paradigms::adopt, &W::paradigms>, columns::adoption_of_paradigms},
    {"stances", Over::once, on<SafetyRace::advance, &W::safety_race>, columns::stances},
    {"research noise", Over::labs, on<Research::draw_noise, &W::research>, columns::research_noise},
    {"research", Over::labs, on<Research::advance, &W::research>, columns::research},
    {"diffusion", Over::labs, on<Diffusion::advance, &W::diffusion>, columns::diffusion},
    {"ecosystem", Over::each_named, on<Ecosystem::advance, &W::ecosystem>, columns::ecosystem},
    {"efficiency", Over::labs, on<Efficiency::advance, &W::efficiency>, columns::efficiency},
    // Models.
    {"training", Over::labs, on<Training::advance, &W::training>, columns::training},
    {"releases", Over::labs, on<Releases::advance, &W::releases>, columns::releases},
    {"halts", Over::once, on<SafetyRace::halt, &W::safety_race>, columns::halts},
    {"count of releases", Over::once, on<Frontier::count_releases, &W::frontier>, columns::count_of_releases},
    // Use.
    {"adoption", Over::once, on<Adoption::advance, &W::adoption>, columns::adoption},
    {"histories", Over::labs, on<Frontier::remember, &W::frontier>, columns::histories},
};

}  // namespace

std::span<const StageEntry> stages() { return month; }

Range whole_range(const StageEntry& stage, const Inputs& inputs) {
  switch (stage.over) {
    case Over::buyers: return {0, inputs.n_buyers()};
    case Over::each_named: return {0, inputs.n_named()};
    default: return {0, inputs.n_labs()};
  }
}

}  // namespace racesim

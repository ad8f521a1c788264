#pragma once
// The state of one run: the tuple of the states of the mechanisms, in the order of the month. Copying a World is a
// checkpoint.
#include "racesim/model/mechanisms.hpp"

namespace racesim {

struct World {
  Exits::State exits;
  Valuation::State valuation;
  Capital::State capital;
  ChipMarket::State chip_market;
  Fleet::State fleet;
  Power::State power;
  ModelMarket::State model_market;
  Scarcity::State scarcity;
  Paradigms::State paradigms;
  SafetyRace::State safety_race;
  Research::State research;
  Diffusion::State diffusion;
  Ecosystem::State ecosystem;
  Efficiency::State efficiency;
  Training::State training;
  Releases::State releases;
  Frontier::State frontier;
  Adoption::State adoption;
  int t = 0;  ///< months done

  /// Visits the states with the names of their mechanisms.
  template <class Self, class Visitor>
  static void for_each_state(Self& self, Visitor&& visit) {
    visit("exits", self.exits);
    visit("valuation", self.valuation);
    visit("capital", self.capital);
    visit("chip_market", self.chip_market);
    visit("fleet", self.fleet);
    visit("power", self.power);
    visit("model_market", self.model_market);
    visit("scarcity", self.scarcity);
    visit("paradigms", self.paradigms);
    visit("safety_race", self.safety_race);
    visit("research", self.research);
    visit("diffusion", self.diffusion);
    visit("ecosystem", self.ecosystem);
    visit("efficiency", self.efficiency);
    visit("training", self.training);
    visit("releases", self.releases);
    visit("frontier", self.frontier);
    visit("adoption", self.adoption);
  }
};

/// A world with every column in place, preset to NaN; what a thread reuses for all its runs.
World make_world(const Inputs& inputs);
/// The same in a world that may have been used before, also for other inputs: its room is used again.
void make_world(const Inputs& inputs, World& world);
/// Puts the world to the start of a replicate.
void reset_world(const Inputs& inputs, std::uint32_t replicate, World& world);

}  // namespace racesim

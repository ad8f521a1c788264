#pragma once
// Every parameter of the model, mechanism by mechanism in the order of the month. `racesim params`, the schema,
// sampling and the documentation derive from this table.
#include "racesim/model/measurement.hpp"
#include "racesim/model/mechanisms/adoption.hpp"
#include "racesim/model/mechanisms/automation.hpp"
#include "racesim/model/mechanisms/capital.hpp"
#include "racesim/model/mechanisms/chip_market.hpp"
#include "racesim/model/mechanisms/diffusion.hpp"
#include "racesim/model/mechanisms/ecosystem.hpp"
#include "racesim/model/mechanisms/fleet.hpp"
#include "racesim/model/mechanisms/market.hpp"
#include "racesim/model/mechanisms/openness.hpp"
#include "racesim/model/mechanisms/paradigms.hpp"
#include "racesim/model/mechanisms/power.hpp"
#include "racesim/model/mechanisms/research.hpp"
#include "racesim/model/mechanisms/safety_race.hpp"
#include "racesim/model/mechanisms/scarcity.hpp"
#include "racesim/model/mechanisms/training.hpp"
#include "racesim/model/mechanisms/valuation.hpp"

namespace racesim {

struct Parameters {
  Capital capital;
  ChipMarket chip_market;
  Fleet fleet;
  Power power;
  Market market;
  Valuation valuation;
  Scarcity scarcity;
  Paradigms paradigms;
  SafetyRace safety_race;
  Automation automation;
  Research research;
  Diffusion diffusion;
  Ecosystem ecosystem;
  Training training;
  Openness openness;
  Adoption adoption;
  Measurement measurement;

  /// Visits every parameter; their names are unique.
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    for_each_group(self, [&](std::string_view, auto& group) { std::decay_t<decltype(group)>::describe(group, visit); });
  }

  /// Visits the groups with the name of their mechanism, for tables.
  template <class Self, class Visitor>
  static void for_each_group(Self& self, Visitor&& visit) {
    visit("capital", self.capital);
    visit("chip_market", self.chip_market);
    visit("fleet", self.fleet);
    visit("power", self.power);
    visit("market", self.market);
    visit("valuation", self.valuation);
    visit("scarcity", self.scarcity);
    visit("paradigms", self.paradigms);
    visit("safety_race", self.safety_race);
    visit("automation", self.automation);
    visit("research", self.research);
    visit("diffusion", self.diffusion);
    visit("ecosystem", self.ecosystem);
    visit("training", self.training);
    visit("openness", self.openness);
    visit("adoption", self.adoption);
    visit("measurement", self.measurement);
  }
};

}  // namespace racesim

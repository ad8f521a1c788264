#pragma once
// Every parameter of the model, mechanism by mechanism in the order of the month. `racesim params`, the schema,
// sampling and the documentation derive from this table.
#include "racesim/model/measurement.hpp"
#include "racesim/model/mechanisms.hpp"

namespace racesim {

struct Parameters {
  Capital::Params capital;
  ChipMarket::Params chip_market;
  Fleet::Params fleet;
  Power::Params power;
  ModelMarket::Params model_market;
  Valuation::Params valuation;
  Scarcity::Params scarcity;
  Paradigms::Params paradigms;
  SafetyRace::Params safety_race;
  Automation::Params automation;
  Research::Params research;
  Diffusion::Params diffusion;
  Ecosystem::Params ecosystem;
  Training::Params training;
  Openness::Params openness;
  Adoption::Params adoption;
  Measurement::Params measurement;

  /// Visits every parameter; their names are unique.
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    for_each_group(self, [&](std::string_view, auto& group) { describe_group(group, visit); });
  }

  /// Visits the parameters of one mechanism.
  template <class Group, class Visitor>
  static void describe_group(Group& group, Visitor&& visit) {
    for (const auto& row : group.fields()) visit(group.*row.member, row.field);
  }

  /// Visits the groups with the name of their mechanism, for tables.
  template <class Self, class Visitor>
  static void for_each_group(Self& self, Visitor&& visit) {
    visit("capital", self.capital);
    visit("chip_market", self.chip_market);
    visit("fleet", self.fleet);
    visit("power", self.power);
    visit("model_market", self.model_market);
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

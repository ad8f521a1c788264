#pragma once
// Every parameter of the model, mechanism by mechanism in the order of the month. `racesim params`, the schema,
// sampling and the documentation derive from this table.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/model/measurement.hpp"
#include "racesim/model/mechanisms.hpp"

namespace racesim {

/// The fields of all parameters in order. Their names are paths below `parameters`, such as "research.returns"; their
/// ids, on which random numbers hang, are never empty.
std::span<const Field> parameter_fields();
/// The field of a path; nullptr where there is none.
const Field* find_parameter(std::string_view path);
/// The first name ever of the parameter with this path: its id.
std::string_view first_name(std::string_view path);
/// The field of the parameter that had this name at first and has another now; nullptr where there is none.
const Field* find_former_parameter(std::string_view name);
/// The names of all parameters in order.
std::vector<std::string> parameter_names();

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

  /// Visits the parameters of each mechanism as one struct.
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.capital, Field{.name = "capital", .doc = "budgets, revenue, raises and payrolls"});
    visit(self.chip_market, Field{.name = "chip_market", .doc = "prices, supply, smuggling and rent of chips"});
    visit(self.fleet, Field{.name = "fleet", .doc = "delivery and failure of chips"});
    visit(self.power, Field{.name = "power", .doc = "power for AI chips"});
    visit(self.model_market, Field{.name = "model_market", .doc = "demand, prices and serving of models"});
    visit(self.valuation, Field{.name = "valuation", .doc = "index of the chip makers' value"});
    visit(self.scarcity, Field{.name = "scarcity", .doc = "scarcity of compute as labs perceive it"});
    visit(self.paradigms, Field{.name = "paradigms", .doc = "arrival and adoption of paradigms"});
    visit(self.safety_race, Field{.name = "safety_race", .doc = "safe and fast development"});
    visit(self.automation, Field{.name = "automation", .doc = "AI that does AI research"});
    visit(self.research, Field{.name = "research", .doc = "own progress in efficiency"});
    visit(self.diffusion, Field{.name = "diffusion", .doc = "what labs learn from one another"});
    visit(self.ecosystem, Field{.name = "ecosystem", .doc = "small developers who improve open models"});
    visit(self.training, Field{.name = "training", .doc = "runs, releases and capability"});
    visit(self.openness, Field{.name = "openness", .doc = "open or closed releases"});
    visit(self.adoption, Field{.name = "adoption", .doc = "uptake of AI by sectors"});
    visit(self.measurement, Field{.name = "measurement", .doc = "how outcomes are measured"});
  }

  /// Visits every parameter with its field of parameter_fields().
  template <class Self, class Visitor>
  static void for_each(Self& self, Visitor&& visit) {
    const Field* field = parameter_fields().data();
    describe(self, [&](auto& group, const Field&) {
      for (const auto& row : group.fields()) visit(group.*row.member, *field++);
    });
  }
};

}  // namespace racesim

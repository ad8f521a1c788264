// What every stage of the month owes: it writes what it says, and does not care how its range is cut or in which order
// the pieces are done.
#include <algorithm>
#include <set>

#include "support/catch.hpp"
#include "support/scenarios.hpp"
#include "support/stages.hpp"

using namespace racesim;

namespace {

/// The baseline with developers and policies of kinds that history lacks, in its first years.
Scenario busy() {
  Scenario scenario = shortened(baseline(), 60);
  scenario.population.developers = 40;
  scenario.parameters.values.diffusion.espionage_rate = 5;
  scenario.paradigms[0].competence_destruction = 0.2;
  scenario.structure.safety_race = true;
  Leak leak;
  leak.name = "leak";
  leak.at = Month::of(2023, 6);
  leak.from = "OpenAI";
  leak.to = "China";
  Breakthrough breakthrough;
  breakthrough.name = "breakthrough";
  breakthrough.at = Month::of(2023, 9);
  breakthrough.lab = "Mistral";
  breakthrough.log_gain = 0.7;
  SupplyStop stop;  // so short that even who is free to import turns to other routes
  stop.name = "stop";
  stop.at = Month::of(2024, 1);
  stop.factor = 0.01;
  AdoptionTarget target;
  target.name = "target";
  target.at = Month::of(2023, 1);
  target.due = Month::of(2025, 12);
  target.by = "China";
  target.share = 0.06;
  for (BlocPoint& point : scenario.bloc_paths) {  // so little power that operators order from the start
    if (point.item == BlocItem::power_capacity_mw) point.value /= 10;
  }
  CapitalShock shock;  // so hard that labs leave
  shock.name = "shock";
  shock.at = Month::of(2025, 1);
  shock.on = {"other", "China"};
  shock.factor = 0;
  scenario.parameters.values.capital.cash_reserve = 0;
  scenario.parameters.values.capital.exit_patience = 1;
  scenario.parameters.values.capital.adjustment_cost = 3;
  scenario.parameters.values.capital.free_growth = 0;
  scenario.policies.insert(scenario.policies.end(),
                           {Policy(leak), Policy(breakthrough), Policy(stop), Policy(target), Policy(shock)});
  return scenario;
}

/// "x[3]" as "x", other names as they are.
std::string column_family(const std::string& name) { return name.substr(0, name.find('[')); }

bool declared(const StageEntry& stage, const std::string& column) {
  const auto has = [&](const std::string& name) { return std::ranges::find(stage.writes, name) != stage.writes.end(); };
  return has(column) || has(column_family(column));
}

}  // namespace

TEST_CASE("the stages listed for the tests make up the month") {
  const Inputs inputs = inputs_of(busy());
  World by_stages = start_of(inputs), by_month = start_of(inputs);
  for (int t = 0; t < inputs.months; ++t) {
    const Stage stage{inputs, by_stages, t, 0};
    for (const StageEntry& entry : stages_of_month()) entry.advance(stage, full_range(entry, inputs));
    advance_month(inputs, 0, by_month, false);
  }
  CHECK(differing(snapshot(by_stages), snapshot(by_month)) == same);
}

TEST_CASE("a stage writes the columns it declares, every one of them some day, and no others") {
  const Inputs inputs = inputs_of(busy());
  World world = start_of(inputs);
  std::vector<StageEntry> stages = stages_of_month();
  std::vector<std::set<std::string>> written(stages.size());
  Snapshot before = snapshot(world);
  for (int t = 0; t < inputs.months; ++t) {
    const Stage stage{inputs, world, t, 0};
    for (std::size_t k = 0; k < stages.size(); ++k) {
      stages[k].advance(stage, full_range(stages[k], inputs));
      Snapshot after = snapshot(world);
      for (const std::string& name : differing(before, after)) {
        INFO(stages[k].name << " writes " << name << " in month " << t);
        CHECK(declared(stages[k], name));
        written[k].insert({name, column_family(name)});
      }
      before = std::move(after);
    }
  }
  for (std::size_t k = 0; k < stages.size(); ++k) {
    for (const std::string& name : stages[k].writes) {
      INFO(stages[k].name << " declares " << name);
      CHECK(written[k].contains(name));
    }
  }
}

TEST_CASE("a stage gives the same bits over any cut of its range, in any order") {
  const Inputs inputs = inputs_of(busy());
  World world = start_of(inputs);
  for (int t = 0; t < inputs.months; ++t) {
    for (const StageEntry& entry : stages_of_month()) {
      const LabRange all = full_range(entry, inputs);
      if (entry.over != StageEntry::Over::nothing && t % 5 == 3) {
        World singly = world, halves = world;
        for (int i = all.last; i-- > 0;) entry.advance({inputs, singly, t, 0}, {i, i + 1});
        for (const LabRange part : {LabRange{all.last / 3, all.last}, LabRange{0, all.last / 3}}) {
          entry.advance({inputs, halves, t, 0}, part);
        }
        entry.advance({inputs, world, t, 0}, all);
        INFO(entry.name << " in month " << t);
        CHECK(differing(snapshot(world), snapshot(singly)) == same);
        CHECK(differing(snapshot(world), snapshot(halves)) == same);
      } else {
        entry.advance({inputs, world, t, 0}, all);
      }
    }
  }
}

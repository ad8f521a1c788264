// What every stage of the month owes: it reads and writes what it says, and does not care how its range is cut or in
// which order the pieces are done.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <sstream>

#include "racesim/model/stages.hpp"
#include "racesim/model/state_columns.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// The baseline with developers and policies of kinds that history lacks, in its first years.
Scenario busy() {
  Scenario scenario = shortened(baseline(), 60);
  scenario.population.developers = 40;
  scenario.parameters.values.diffusion.espionage_rate = 5;
  scenario.paradigms[0].competence_destruction = 0.2;
  scenario.paradigms[1].compute_intensity = 0.8;
  scenario.structure.safety_race = scenario.structure.automation = true;
  scenario.parameters.values.research.near_frontier_experiments = 0.3;
  scenario.parameters.values.openness.complement_effect = scenario.parameters.values.openness.use_effect = 1;
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

std::set<std::string> words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  return {std::istream_iterator<std::string>(stream), {}};
}

std::string joined(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

std::set<std::string> families(const std::vector<std::string>& names) {
  std::set<std::string> result;
  for (const std::string& name : names) result.insert(column_family(name));
  return result;
}

/// Another value of the same kind.
void move_away(double& x) { x = std::isfinite(x) ? 1.37 * x + 0.71 : 1.5; }
void move_away(std::uint8_t& x) { x ^= 1; }
void move_away(std::uint32_t& x) { x ^= 1; }
void move_away(std::int32_t& x) { x += 1; }
void move_away(Project& x) { move_away(x.months_left), move_away(x.compute); }
void move_away(OpenModel& x) {
  for (double* value : {&x.log_a_pre, &x.log_a_post, &x.log_effective, &x.eci}) move_away(*value);
}
void move_away(Release& x) {
  move_away(x.month), move_away(x.log10_flop), move_away(x.eci);
  x.open = !x.open;
}

/// Moves every entry of one column.
void disturb(World& world, const std::string& column) {
  const auto visit = [&](const std::string& name, auto& values, const StateField&) {
    if (name != column) return;
    if constexpr (requires { values.cells(); }) {
      for (auto& x : values.cells()) move_away(x);
    } else if constexpr (requires { values.begin(); }) {
      for (auto& x : values) move_away(x);
    } else {
      move_away(values);
    }
  };
  for_each_named_column(world, visit);
}

std::string mechanism_of(const std::string& column) { return column.substr(0, column.find('.')); }

}  // namespace

TEST_CASE("a stage writes the columns it declares, every one of them some day, and no others") {
  const Inputs inputs = inputs_of(busy());
  World world = start_of(inputs);
  std::vector<std::set<std::string>> written(stages().size());
  Snapshot before = snapshot(world);
  for (int t = 0; t < inputs.months; ++t) {
    for (std::size_t k = 0; k < stages().size(); ++k) {
      stages()[k].advance({inputs, world, t, 0}, world, whole_range(stages()[k], inputs));
      Snapshot after = snapshot(world);
      written[k].merge(families(differing(before, after)));
      before = std::move(after);
    }
  }
  for (std::size_t k = 0; k < stages().size(); ++k) {
    INFO(stages()[k].name);
    CHECK(joined(written[k]) == joined(words(stages()[k].columns.writes)));
  }
}

TEST_CASE("a stage reads the columns of others that it declares, every one of them some day, and no others") {
  const Inputs inputs = inputs_of(busy());
  World world = start_of(inputs);
  std::vector<std::set<std::string>> read(stages().size());
  const std::vector<ColumnRow> columns = columns_of_state();
  for (int t = 0; t < inputs.months; ++t) {
    for (std::size_t k = 0; k < stages().size(); ++k) {
      const StageEntry& entry = stages()[k];
      const Range range = whole_range(entry, inputs);
      const World before = world;
      entry.advance({inputs, world, t, 0}, world, range);
      const std::string own = entry.columns.writes.empty() ? "" : mechanism_of(std::string(entry.columns.writes));
      const Snapshot undisturbed = snapshot(world);
      for (const ColumnRow& column : columns) {
        if (mechanism_of(column.name) == own || read[k].contains(column.name)) continue;
        World disturbed = before;
        disturb(disturbed, column.name);
        entry.advance({inputs, disturbed, t, 0}, disturbed, range);
        std::set<std::string> moved = families(differing(undisturbed, snapshot(disturbed)));
        moved.erase(column.name);
        if (!moved.empty()) read[k].insert(column.name);
      }
    }
  }
  for (std::size_t k = 0; k < stages().size(); ++k) {
    INFO(stages()[k].name);
    CHECK(joined(read[k]) == joined(words(stages()[k].columns.reads)));
  }
}

TEST_CASE("a stage gives the same bits over any cut of its range, in any order") {
  const Inputs inputs = inputs_of(busy());
  World world = start_of(inputs);
  for (int t = 0; t < inputs.months; ++t) {
    for (const StageEntry& entry : stages()) {
      const Range all = whole_range(entry, inputs);
      if (entry.over != Over::once && t % 5 == 3) {
        World singly = world, halves = world;
        for (int i = all.last; i-- > 0;) entry.advance({inputs, singly, t, 0}, singly, {i, i + 1});
        for (const Range part : {Range{all.last / 3, all.last}, Range{0, all.last / 3}})
          entry.advance({inputs, halves, t, 0}, halves, part);
        entry.advance({inputs, world, t, 0}, world, all);
        INFO(entry.name << " in month " << t);
        CHECK(differing(snapshot(world), snapshot(singly)) == same);
        CHECK(differing(snapshot(world), snapshot(halves)) == same);
      } else {
        entry.advance({inputs, world, t, 0}, world, all);
      }
    }
  }
}

TEST_CASE("a restored snapshot goes on with the same bits") {
  const Inputs inputs = inputs_of(busy());
  World world = start_of(inputs, 3);
  advance(inputs, world, 30, 3);
  const Snapshot halfway = snapshot(world);
  advance(inputs, world, 20, 3);
  World elsewhere = end_of(inputs, 8);
  restore(halfway, elsewhere);
  CHECK(differing(snapshot(elsewhere), halfway) == same);
  advance(inputs, elsewhere, 20, 3);
  CHECK(differing(snapshot(elsewhere), snapshot(world)) == same);
}

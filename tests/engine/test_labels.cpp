// Labs have names, not places: their order in a scenario permutes the results, and equal labs stay equal.
#include <algorithm>

#include "racesim/model/names.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// For every entry of a column of `from`, its place in `to`.
std::vector<std::size_t> places(Axis axis, const Inputs& from, const Inputs& to) {
  std::vector<std::size_t> result;
  if (axis == Axis::named || axis == Axis::lab) {
    for (const std::string& name : from.labs.name) result.push_back(find_name(to.labs.name, name));
    for (int i = from.n_named(); axis == Axis::lab && i < from.n_labs(); ++i) result.push_back(i);
  } else if (axis == Axis::buyer || axis == Axis::buyer_chip) {
    for (const std::string& name : from.buyers.name) {
      const std::size_t row = find_name(to.buyers.name, name);
      const std::size_t chips = axis == Axis::buyer ? 1 : to.n_chips();
      for (std::size_t c = 0; c < chips; ++c) result.push_back(row * chips + c);
    }
  }
  return result;
}

/// The columns of a world of `to` in the order of `from`.
Snapshot reordered(const Snapshot& columns, const Inputs& from, const Inputs& to) {
  Snapshot result = columns;
  for (ColumnBits& column : result) {
    const ColumnBits original = column;
    const std::vector<std::size_t> place = places(column.axis, from, to);
    for (std::size_t i = 0; i < place.size(); ++i) {
      std::copy_n(original.bits.begin() + static_cast<std::ptrdiff_t>(place[i] * column.words), column.words,
                  column.bits.begin() + static_cast<std::ptrdiff_t>(i * column.words));
    }
  }
  return result;
}

void check_permutes(const Scenario& scenario) {
  Scenario shuffled = scenario;
  std::ranges::reverse(shuffled.labs);
  std::rotate(shuffled.labs.begin(), shuffled.labs.begin() + 5, shuffled.labs.end());
  std::ranges::reverse(shuffled.initial_stock);
  const Inputs a = inputs_of(scenario), b = inputs_of(shuffled);
  REQUIRE(a.labs.name != b.labs.name);
  for (std::uint32_t replicate : {0u, 7u}) {
    World first = start_of(a, replicate), second = start_of(b, replicate);
    for (int t = 0; t < a.months; ++t) {
      advance(a, first, 1, replicate);
      advance(b, second, 1, replicate);
      INFO("month " << t);
      REQUIRE(differing(snapshot(first), reordered(snapshot(second), a, b)) == same);
    }
  }
}

void no_noise(Parameters& p) {
  p.research.noise = p.research.taste_sd = p.training.release_noise = p.diffusion.espionage_rate = 0;
}

/// A second lab like `name` in everything but its name.
Scenario with_double(Scenario scenario, const std::string& name, const std::string& name_of_double) {
  const auto copy_rows = [&](auto& table, auto column) {
    const auto rows = table;
    for (auto row : rows) {
      if (row.*column != name) continue;
      row.*column = name_of_double;
      table.push_back(row);
    }
  };
  copy_rows(scenario.labs, &Lab::name);
  copy_rows(scenario.lab_paths, &LabPoint::lab);
  copy_rows(scenario.initial_stock, &InitialStock::owner);
  return scenario;
}

}  // namespace

TEST_CASE("labs in another order give the same results in that order, bit for bit, with all noise") {
  Scenario scenario = baseline();
  scenario.population.developers = 25;
  scenario.parameters.values.diffusion.espionage_rate = 3;
  check_permutes(scenario);
}

TEST_CASE("labs in another order give the same results in that order, bit for bit, with every option on") {
  Scenario scenario = baseline();
  scenario.population.developers = 25;
  scenario.paradigms[0].competence_destruction = 0.3;
  scenario.paradigms[1].compute_intensity = 0.5;
  scenario.parameters.values.openness.use_effect = 2;
  scenario.parameters.values.openness.complement_effect = 50;
  for (EfficiencyStocks stocks : {EfficiencyStocks::two, EfficiencyStocks::one}) {
    scenario.structure = {
        .efficiency_stocks = stocks, .innovation = Innovation::lumps, .automation = true, .safety_race = true};
    check_permutes(scenario);
  }
}

TEST_CASE("labs in another order give the same results in that order, bit for bit, without noise") {
  check_permutes(changed(baseline(), no_noise));
}

TEST_CASE("labs that differ in name only stay equal bit for bit where there is no noise") {
  for (const std::string& name : {std::string("OpenAI"), std::string("Tencent"), std::string("DeepSeek")}) {
    Scenario scenario = with_double(changed(baseline(), no_noise), name, "Double");
    std::erase_if(scenario.policies, [](const Policy& p) { return std::holds_alternative<ApiRule>(p); });  // by name
    scenario.paradigms.clear();  // perception is drawn
    scenario.parameters.values.training.duration = scenario.parameters.values.training.run_pause =
        1;  // dates are drawn
    for (Lab& lab : scenario.labs)
      lab.openness_propensity = lab.openness_propensity > 0 ? 20 : -20;  // so is opening, unless it is sure
    scenario.parameters.values.openness = {.base = 0, .distance_effect = 0, .revenue_effect = 0, .scarcity_effect = 0};
    const Inputs inputs = inputs_of(scenario);
    const int original = find_name(inputs.labs.name, name), second = find_name(inputs.labs.name, "Double");
    World world = start_of(inputs);
    for (int t = 0; t < inputs.months; ++t) {
      advance_month(inputs, 0, world, false);
      for (const ColumnBits& column : snapshot(world)) {
        std::size_t width = column.words;
        const bool of_labs = column.axis == Axis::lab || column.axis == Axis::named;
        if (!of_labs && column.axis != Axis::buyer && column.axis != Axis::buyer_chip) continue;
        if (column.axis == Axis::buyer_chip) width *= inputs.n_chips();
        if (column.name == "research.taste") continue;  // exp(0 * normal), equal below
        const auto of = [&](int lab) { return column.bits.begin() + static_cast<std::ptrdiff_t>(lab * width); };
        INFO(name << ": " << column.name << " in month " << t);
        REQUIRE((column.name == "research.noise" ||
                 std::equal(of(original), of(original) + static_cast<std::ptrdiff_t>(width), of(second))));
      }
    }
    CHECK(world.research.taste[original] == world.research.taste[second]);
    CHECK(world.releases.best_eci[original] > inputs.labs.initial_eci[original]);
  }
}

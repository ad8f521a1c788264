// No dead knobs: turning any parameter or any option of an instrument changes something that can be seen.
#include <algorithm>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// The baseline with what it lacks of what the parameters are about: developers, and a
/// premium of smuggled chips other than the one that the smuggled volume is measured at.
Scenario lively() {
  Scenario scenario = baseline();
  scenario.population.developers = 10;
  scenario.parameters.values.chip_market.smuggling_premium = 0.8;
  return scenario;
}

/// The same with what is optional: automation, the safety race, innovation in lumps. Developers matter.
Scenario livelier() {
  Scenario scenario = lively();
  scenario.structure = {.innovation = Innovation::lumps, .automation = true, .safety_race = true};
  scenario.parameters.values.ecosystem = {.feedback_rate = 0.5, .half_size = 0.001};
  return scenario;
}

/// Everything that two runs show.
std::vector<std::vector<float>> seen(const Scenario& scenario) { return run(scenario, {.count = 2})[0].series; }

bool differ(const std::vector<std::vector<float>>& a, const std::vector<std::vector<float>>& b) {
  return !std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return std::ranges::equal(x, y, [](float p, float q) { return p == q || (p != p && q != q); });
  });
}

/// Values to turn a knob to: the ends of the central 80 % of its prior, or of its range when it has none.
std::vector<double> turned(double value, const Field& field) {
  double low = field.lower, high = field.upper;
  if (field.prior.shape != Prior::Shape::none) low = field.prior.p10, high = field.prior.p90;
  std::vector<double> result;
  for (double end : {high, low}) {
    if (end != value) result.push_back(end);
  }
  return result;
}

}  // namespace

TEST_CASE("every parameter changes something that can be seen") {
  const std::vector<Scenario> scenarios{lively(), livelier()};
  std::vector<std::vector<std::vector<float>>> plain;
  for (const Scenario& scenario : scenarios) plain.push_back(seen(scenario));
  const Parameters defaults = scenarios[0].parameters.values;
  std::vector<std::string> dead;
  std::vector<Field> fields;
  std::vector<double> values;
  Parameters::describe(defaults, [&](double value, const Field& field) {
    fields.push_back(field);
    values.push_back(value);
  });
  for (std::size_t k = 0; k < fields.size(); ++k) {
    const bool alive = std::ranges::any_of(turned(values[k], fields[k]), [&](double value) {
      const auto turn = [&](Parameters& p) {
        Parameters::describe(p, [&](double& x, const Field& f) { x = f.name == fields[k].name ? value : x; });
      };
      return differ(plain[0], seen(changed(scenarios[0], turn))) || differ(plain[1], seen(changed(scenarios[1], turn)));
    });
    if (!alive) dead.emplace_back(fields[k].name);
  }
  CHECK(dead == std::vector<std::string>{});
}

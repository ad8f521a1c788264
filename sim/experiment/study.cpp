#include "racesim/experiment/study.hpp"

#include "racesim/io/writer.hpp"

namespace racesim {

std::span<const std::string_view> enum_names(DesignType) {
  static constexpr std::string_view names[] = {
      "monte_carlo",    "latin_hypercube",      "sobol",         "saltelli", "morris",
      "full_factorial", "fractional_factorial", "one_at_a_time", "table"};
  return names;
}

std::span<const std::string_view> enum_names(RandomNumbers) {
  static constexpr std::string_view names[] = {"own", "common"};
  return names;
}

std::span<const FormerKey> former_study_keys() {
  static const std::vector<FormerKey> keys = [] {
    const auto of_scenarios = former_scenario_keys();
    std::vector<FormerKey> all(of_scenarios.begin(), of_scenarios.end());
    all.push_back({"luck", "random_numbers"});
    return all;
  }();
  return keys;
}

bool extendable(DesignType type) {
  return type == DesignType::monte_carlo || type == DesignType::sobol || type == DesignType::saltelli ||
         type == DesignType::morris;
}

bool on_grid(DesignType type) {
  return type == DesignType::morris || type == DesignType::full_factorial || type == DesignType::fractional_factorial ||
         type == DesignType::one_at_a_time;
}

bool random(DesignType type) {
  return type == DesignType::monte_carlo || type == DesignType::latin_hypercube || type == DesignType::sobol;
}

void bind_custom(FactorDistribution& distribution, const Node& node, Diagnostics& diagnostics) {
  if (!node.is_null() && expect_map(node, "distribution", diagnostics)) distribution.node = node;
}

Node write_custom(const FactorDistribution& distribution) { return distribution.node; }

void bind_custom(Level& level, const Node& node, Diagnostics& diagnostics) {
  level.text = read_text(node, Field{.name = "values"}, diagnostics).value_or("");
}

Node write_custom(const Level& level) { return write_text(level.text); }

}  // namespace racesim

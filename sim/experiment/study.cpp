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

std::optional<FactorDistribution> YamlType<FactorDistribution>::read(const Node& node, const Field&,
                                                                     Diagnostics& diagnostics) {
  const bool given = !node.is_null() && expect_map(node, "distribution", diagnostics);
  return given ? FactorDistribution{node} : FactorDistribution{};
}

Node YamlType<FactorDistribution>::write(const FactorDistribution& distribution) { return distribution.node; }

std::optional<Level> YamlType<Level>::read(const Node& node, const Field&, Diagnostics& diagnostics) {
  auto text = read_text(node, Field{.name = "values"}, diagnostics);
  return text ? std::optional(Level{std::move(*text)}) : std::nullopt;
}

Node YamlType<Level>::write(const Level& level) { return write_text(level.text); }

}  // namespace racesim

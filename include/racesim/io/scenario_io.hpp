#pragma once
// Scenarios between YAML files and plain data.
#include <span>
#include <string>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/binder.hpp"
#include "racesim/io/node.hpp"
#include "racesim/io/writer.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

/// The value of `format` in every scenario file.
inline constexpr std::string_view scenario_format = "racesim-scenario/2";

/// A condition on chips: {tpp: ">= 4800"}, {chip: [..]}, {vendor: [..]}, {all: [..]}, {any: [..]}.
template <>
struct YamlType<Condition> {
  static std::optional<Condition> read(const Node& node, const Field& field, Diagnostics& diagnostics);
  static Node write(const Condition& condition);
  static schema::Json admitted(const Field& field, schema::Json& definitions);
};

using LoadedScenario = Loaded<Scenario>;

extern template std::string write_resolved(const Scenario& scenario, Remarks remarks);  // once, in scenario_writer.cpp

/// Reads and checks a scenario with all it extends, presets (paths) laid over it and `--set` options. Throws InputError
/// with every finding; warnings of a sound scenario are left in `warnings`.
LoadedScenario load_scenario(const std::string& path, std::span<const std::string> overrides,
                             std::vector<Diagnostic>& warnings, std::span<const std::string> presets = {});

/// Checks what binding cannot see: names that must exist, dates inside the clock, shares that must add up.
void check_scenario(const Scenario& scenario, const Origins& origins, Diagnostics& diagnostics);

}  // namespace racesim

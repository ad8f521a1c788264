#include "racesim/io/scenario_io.hpp"

#include <array>

#include "racesim/core/units.hpp"

namespace racesim {

namespace {

/// Splits ">= 600 GB/s" into comparison and quantity.
void read_comparison(Condition& condition, const Node& node, Diagnostics& diagnostics) {
  const std::string_view unit = unit_of(condition.property);
  const auto symbols = enum_names(Comparison{});
  const std::string hint = "write for instance \">= 600 " + std::string(unit) + "\"";
  for (std::size_t k : std::array<std::size_t, 4>{1, 2, 0, 3}) {  // two-letter symbols first
    if (!node.is_scalar() || !node.text.starts_with(symbols[k])) continue;
    std::string_view rest = std::string_view(node.text).substr(symbols[k].size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    const auto quantity = parse_quantity(rest);
    const auto factor = quantity ? conversion(quantity->unit.empty() ? unit : quantity->unit, unit) : std::nullopt;
    if (!factor)
      return diagnostics.error(node.mark, "\"" + node.text + "\" is not a comparison in " + std::string(unit), hint);
    condition.kind = Condition::Kind::compare;
    condition.comparison = static_cast<Comparison>(k);
    condition.threshold = quantity->value * *factor;
    return;
  }
  diagnostics.error(node.mark, "\"" + node.text + "\" does not begin with <, <=, >= or >", hint);
}

void read_names(Condition& condition, const Node& node, Diagnostics& diagnostics) {
  const auto add = [&](const Node& name) {
    if (!name.is_scalar()) return diagnostics.error(name.mark, "a name is needed here", "write a list of names");
    condition.names.push_back(name.text);
  };
  if (!node.is_list()) return add(node);
  for (const Node& name : node.items) add(name);
}

void read_condition(Condition& condition, const Node& node, Diagnostics& diagnostics) {
  std::vector<std::string> allowed = {"all", "any", "chip", "vendor"};
  for (std::string_view property : enum_names(ChipProperty{})) allowed.emplace_back(property);
  if (!node.is_map() || node.keys.size() != 1) {
    return diagnostics.error(node.mark, "a condition is a map with one key", list_allowed(allowed));
  }
  const std::string& key = node.keys[0].text;
  const Node& value = node.items[0];
  if (key == "all" || key == "any") {
    condition.kind = key == "all" ? Condition::Kind::all : Condition::Kind::any;
    if (!value.is_list() || value.items.empty())
      return diagnostics.error(value.mark, "\"" + key + "\" needs a list of conditions");
    for (const Node& part : value.items) read_condition(condition.parts.emplace_back(), part, diagnostics);
  } else if (key == "chip" || key == "vendor") {
    condition.kind = key == "chip" ? Condition::Kind::chip : Condition::Kind::vendor;
    read_names(condition, value, diagnostics);
  } else {
    const auto names = enum_names(ChipProperty{});
    for (std::size_t k = 0; k < names.size(); ++k) {
      if (names[k] != key) continue;
      condition.property = static_cast<ChipProperty>(k);
      return read_comparison(condition, value, diagnostics);
    }
    const std::string near = did_you_mean(key, allowed);
    diagnostics.error(node.keys[0].mark, "unknown property \"" + key + "\" in a condition",
                      near.empty() ? list_allowed(allowed) : near);
  }
}

}  // namespace

std::optional<Condition> YamlType<Condition>::read(const Node& node, const Field&, Diagnostics& diagnostics) {
  Condition condition;
  read_condition(condition, node, diagnostics);
  return condition;
}

Node YamlType<Condition>::write(const Condition& condition) {
  Node map = Node::map();
  const auto names = [&] {
    Node list = Node::list();
    for (const std::string& name : condition.names) list.add(write_text(name));
    return list;
  };
  switch (condition.kind) {
    case Condition::Kind::never: return Node{};
    case Condition::Kind::chip: map.add({"chip", {}}, names()); break;
    case Condition::Kind::vendor: map.add({"vendor", {}}, names()); break;
    case Condition::Kind::compare: {
      const std::string text = std::string(enum_names(Comparison{})[static_cast<int>(condition.comparison)]) + " " +
                               write_number(condition.threshold).text + " " + std::string(unit_of(condition.property));
      map.add({std::string(enum_names(ChipProperty{})[static_cast<int>(condition.property)]), {}}, write_text(text));
      break;
    }
    case Condition::Kind::all:
    case Condition::Kind::any: {
      Node list = Node::list();
      for (const Condition& part : condition.parts) list.add(write(part));
      map.add({condition.kind == Condition::Kind::all ? "all" : "any", {}}, std::move(list));
      break;
    }
  }
  return map;
}

LoadedScenario load_scenario(const std::string& path, std::span<const std::string> overrides,
                             std::vector<Diagnostic>& warnings, std::span<const std::string> presets) {
  Diagnostics diagnostics;
  Files files;
  LoadedScenario loaded = load<Scenario>(path, std::string(scenario_format), overrides, files, diagnostics, presets,
                                         former_scenario_keys());
  loaded.value.resolved = true;
  for (std::string& name : loaded.value.correlations.names)
    name = present_parameter(name, loaded.origins.nearest("correlations"), diagnostics);
  if (!diagnostics.has_errors()) check_scenario(loaded.value, loaded.origins, diagnostics);
  if (diagnostics.has_errors()) throw InputError(diagnostics.sorted());
  warnings = diagnostics.sorted();
  return loaded;
}

}  // namespace racesim

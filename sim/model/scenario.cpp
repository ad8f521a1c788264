#include "racesim/model/scenario.hpp"

#include <algorithm>

#include "racesim/model/network.hpp"

namespace racesim {

std::span<const std::string_view> enum_names(BlocItem) {
  static constexpr std::string_view names[] = {"power_capacity_mw", "rental_h100e", "smuggled_chips_per_year",
                                               "dies_per_year",     "yield",        "hbm_imports_per_year",
                                               "hbm_made_per_year"};
  return names;
}

std::span<const std::string_view> enum_names(LabItem) {
  static constexpr std::string_view names[] = {"staff", "chip_budget"};
  return names;
}

std::span<const std::string_view> enum_names(Record) {
  static constexpr std::string_view names[] = {"summary", "standard", "full"};
  return names;
}

std::span<const std::string_view> enum_names(Graph) {
  static constexpr std::string_view names[] = {"scale_free", "small_world"};
  return names;
}

std::span<const std::string_view> enum_names(Channel) {
  static constexpr std::string_view names[] = {"publication", "open_weights", "talent", "distillation", "espionage"};
  return names;
}

bool makes_chips(const Scenario& scenario, std::string_view bloc) {
  return std::ranges::any_of(scenario.domestic_supply, [&](const BlocPoint& point) {
    return point.bloc == bloc && point.item == BlocItem::dies_per_year;
  });
}

}  // namespace racesim

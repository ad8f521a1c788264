#include "racesim/model/chips.hpp"

#include <algorithm>

namespace racesim {

std::span<const std::string_view> enum_names(ChipProperty) {
  static constexpr std::string_view names[] = {"tpp", "performance_density", "interconnect", "hbm_bandwidth", "h100e"};
  return names;
}

std::span<const std::string_view> enum_names(Comparison) {
  static constexpr std::string_view names[] = {"<", "<=", ">=", ">"};
  return names;
}

std::string_view unit_of(ChipProperty property) {
  static constexpr std::string_view units[] = {"TPP", "TPP/mm2", "GB/s", "TB/s", "H100e"};
  return units[static_cast<int>(property)];
}

std::optional<double> value_of(const ChipClass& chip, ChipProperty property) {
  switch (property) {
    case ChipProperty::tpp: return chip.tpp;
    case ChipProperty::performance_density: return chip.performance_density;
    case ChipProperty::interconnect: return chip.interconnect;
    case ChipProperty::hbm_bandwidth: return chip.hbm_bandwidth;
    case ChipProperty::h100e: return chip.h100e;
  }
  return std::nullopt;
}

namespace {

bool holds(double value, Comparison comparison, double threshold) {
  switch (comparison) {
    case Comparison::less: return value < threshold;
    case Comparison::less_equal: return value <= threshold;
    case Comparison::greater_equal: return value >= threshold;
    case Comparison::greater: return value > threshold;
  }
  return false;
}

}  // namespace

bool Condition::operator()(const ChipClass& chip) const {
  const auto part_holds = [&](const Condition& part) { return part(chip); };
  switch (kind) {
    case Kind::never: return false;
    case Kind::compare: {
      const auto value = value_of(chip, property);
      return value && holds(*value, comparison, threshold);
    }
    case Kind::chip: return std::ranges::find(names, chip.name) != names.end();
    case Kind::vendor: return std::ranges::find(names, chip.vendor) != names.end();
    case Kind::all: return std::ranges::all_of(parts, part_holds);
    case Kind::any: return std::ranges::any_of(parts, part_holds);
  }
  return false;
}

}  // namespace racesim

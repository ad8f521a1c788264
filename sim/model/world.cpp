#include "racesim/model/world.hpp"

#include <algorithm>
#include <cmath>
#include <concepts>

#include "racesim/model/stage.hpp"
#include "racesim/model/state_columns.hpp"

namespace racesim {

std::span<const std::string_view> enum_names(Cause) {
  static constexpr std::string_view names[] = {"own",       "induced",   "publication", "open_weights", "talent",
                                               "espionage", "ecosystem", "paradigm",    "shock"};
  static_assert(std::size(names) == n_causes);
  return names;
}

std::span<const std::string_view> enum_names(Part) {
  static constexpr std::string_view names[] = {"compute",      "pre_training", "post_training", "base_model",
                                               "distillation", "paradigm",     "noise"};
  static_assert(std::size(names) == n_parts);
  return names;
}

std::span<const std::string_view> enum_names(Route) {
  static constexpr std::string_view names[] = {"legal", "domestic", "smuggled", "rented"};
  static_assert(std::size(names) == n_routes);
  return names;
}

std::span<const std::string_view> enum_names(Axis) {
  static constexpr std::string_view names[] = {"world",        "lab",           "named lab",    "buyer",
                                               "buyer, chip",  "bloc",          "bloc, vendor", "bloc, route",
                                               "bloc, sector", "bloc, segment", "paradigm",     "goal"};
  return names;
}

std::size_t extent(Axis axis, const Inputs& inputs) {
  const auto blocs = static_cast<std::size_t>(inputs.n_blocs());
  switch (axis) {
    case Axis::world: return 1;
    case Axis::lab: return inputs.n_labs();
    case Axis::named: return inputs.n_named();
    case Axis::buyer: return inputs.n_buyers();
    case Axis::buyer_chip: return static_cast<std::size_t>(inputs.n_buyers()) * inputs.n_chips();
    case Axis::bloc: return blocs;
    case Axis::bloc_vendor: return blocs * inputs.n_vendors();
    case Axis::bloc_route: return blocs * n_routes;
    case Axis::bloc_sector: return blocs * inputs.n_sectors();
    case Axis::bloc_segment: return blocs * inputs.n_segments();
    case Axis::paradigm: return inputs.paradigms.size();
    case Axis::goal: return inputs.goals.size();
  }
  return 0;
}

namespace {

template <class T>
T initial_value(const StateField& field) {
  if constexpr (std::floating_point<T>)
    return field.initial;
  else if constexpr (std::integral<T>)
    return std::isnan(field.initial) ? T{} : static_cast<T>(field.initial);
  else
    return T{};
}

/// Sizes a column and presets it with its initial value.
struct Make {
  const Inputs& inputs;

  template <class T>
  void operator()(T& scalar, const StateField& field) const {
    scalar = initial_value<T>(field);
  }
  template <class T>
  void operator()(Column<T>& column, const StateField& field) const {
    column.assign(extent(field.axis, inputs), initial_value<T>(field));
  }
  template <class T>
  void operator()(Table<T>& table, const StateField& field) const {
    table.assign(field.rows(inputs), extent(field.axis, inputs), initial_value<T>(field));
  }
};

}  // namespace

void make_world(const Inputs& inputs, World& world) {
  for_each_column(world, Make{inputs});
  world.exits.scratch.assign(inputs.n_named(), 0);
  world.chip_market.scratch.make(inputs);
  world.power.scratch.assign(inputs.n_buyers(), 0);
  world.model_market.scratch.make(inputs);
  world.t = 0;
}

World make_world(const Inputs& inputs) {
  World world;
  make_world(inputs, world);
  return world;
}

void reset_world(const Inputs& inputs, std::uint32_t replicate, World& world) {
  for_each_column(world, Make{inputs});  // of the same size: no column moves
  Efficiency::start(inputs, world.efficiency);
  Fleet::start(inputs, world.fleet);
  ChipMarket::start(inputs, replicate, world.chip_market);
  Power::start(inputs, world.power);
  ModelMarket::start(inputs, world.model_market);
  Paradigms::start(inputs, world.paradigms);
  SafetyRace::start(inputs, replicate, world.safety_race);
  Research::start(inputs, replicate, world.research);
  Training::start(inputs, replicate, world.training);
  Releases::start(inputs, world.releases);
  Adoption::start(inputs, world.adoption);
  Frontier::start({inputs, world, 0, replicate}, world.frontier);
  world.t = 0;
}

}  // namespace racesim

#include "racesim/model/world.hpp"

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

}  // namespace racesim

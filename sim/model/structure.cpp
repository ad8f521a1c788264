#include "racesim/model/structure.hpp"

namespace racesim {

std::span<const std::string_view> enum_names(EfficiencyStocks) {
  static constexpr std::string_view names[] = {"two", "one"};
  return names;
}

std::span<const std::string_view> enum_names(Innovation) {
  static constexpr std::string_view names[] = {"smooth", "lumps"};
  return names;
}

}  // namespace racesim

#include "racesim/model/structure.hpp"

#include "racesim/model/parameters.hpp"

namespace racesim {

std::span<const std::string_view> enum_names(Substitution) {
  static constexpr std::string_view names[] = {"parameter", "complements", "central", "substitutes"};
  return names;
}

std::span<const std::string_view> enum_names(Experiments) {
  static constexpr std::string_view names[] = {"parameter", "raw", "near_frontier"};
  return names;
}

std::span<const std::string_view> enum_names(ScaleDependence) {
  static constexpr std::string_view names[] = {"parameter", "none", "weak", "strong"};
  return names;
}

std::span<const std::string_view> enum_names(EfficiencyStocks) {
  static constexpr std::string_view names[] = {"two", "one"};
  return names;
}

std::span<const std::string_view> enum_names(Innovation) {
  static constexpr std::string_view names[] = {"smooth", "lumps"};
  return names;
}

Parameters Structure::apply(Parameters p) const {
  // rho = 1 - 1 / elasticity
  switch (substitution) {
    case Substitution::parameter: break;
    case Substitution::complements: p.research.substitution = 1 - 1 / 0.3; break;
    case Substitution::central: p.research.substitution = 1 - 1 / 0.88; break;
    case Substitution::substitutes: p.research.substitution = 1 - 1 / 2.6; break;
  }
  switch (experiments) {
    case Experiments::parameter: break;
    case Experiments::raw: p.research.near_frontier_experiments = 0; break;
    case Experiments::near_frontier: p.research.near_frontier_experiments = 1; break;
  }
  switch (scale_dependence) {
    case ScaleDependence::parameter: break;
    case ScaleDependence::none: p.training.scale_dependence = 0; break;
    case ScaleDependence::weak: p.training.scale_dependence = 0.1; break;
    case ScaleDependence::strong: p.training.scale_dependence = 0.2; break;
  }
  return p;
}

}  // namespace racesim

#include "racesim/model/observables.hpp"

#include "observables/measures.hpp"
#include "racesim/model/batch.hpp"

namespace racesim {

std::span<const Observable> observables() {
  static const std::vector<Observable> table = [] {
    std::vector<Observable> all;
    for (auto part :
         {measures::capability_observables(), measures::compute_observables(), measures::power_and_use_observables(),
          measures::model_observables(), measures::market_observables(), measures::lab_observables()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return table;
}

bool keeps(Record record, const Observable& observable) { return observable.record <= record; }

std::size_t width(Shape shape, const Inputs& inputs) {
  switch (shape) {
    case Shape::world: return 1;
    case Shape::bloc: return inputs.n_blocs();
    case Shape::bloc_vendor: return inputs.n_blocs() * inputs.n_vendors();
    case Shape::bloc_route: return inputs.n_blocs() * n_routes;
    case Shape::bloc_sector: return inputs.n_blocs() * inputs.n_sectors();
    case Shape::lab: return inputs.n_named();
    case Shape::lab_cause: return inputs.n_named() * n_causes;
  }
  return 0;
}

std::vector<std::string> dimensions(Shape shape) {
  switch (shape) {
    case Shape::world: return {};
    case Shape::bloc: return {"bloc"};
    case Shape::bloc_vendor: return {"bloc", "vendor"};
    case Shape::bloc_route: return {"bloc", "route"};
    case Shape::bloc_sector: return {"bloc", "sector"};
    case Shape::lab: return {"lab"};
    case Shape::lab_cause: return {"lab", "cause"};
  }
  return {};
}

}  // namespace racesim

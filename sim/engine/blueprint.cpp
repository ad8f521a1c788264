#include "racesim/engine/blueprint.hpp"

#include <utility>

#include "racesim/engine/build.hpp"
#include "racesim/engine/realise_policies.hpp"

namespace racesim {

Blueprint::Blueprint(Scenario scenario)
    : scenario_(std::move(scenario)),
      uncertain_(!uncertain_policies(scenario_).empty()),
      central_(build(scenario_.parameters.values)) {}

Setting Blueprint::build(const Parameters& parameters) const {
  Setting setting;
  build(parameters, setting);
  return setting;
}

void Blueprint::build(const Parameters& parameters, Setting& out) const { out = build_setting(scenario_, parameters); }

std::vector<std::int32_t> Blueprint::realise(std::uint32_t replicate) { return realise_policies(replicate, scenario_); }

}  // namespace racesim

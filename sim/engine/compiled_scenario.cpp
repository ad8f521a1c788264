#include "racesim/engine/compiled_scenario.hpp"

#include <algorithm>
#include <utility>

#include "parts.hpp"
#include "racesim/core/math.hpp"
#include "racesim/engine/build.hpp"
#include "racesim/engine/realise_policies.hpp"

namespace racesim {

CompiledScenario::CompiledScenario(Scenario scenario)
    : scenario_(std::move(scenario)),
      uncertain_(!uncertain_policies(scenario_).empty()),
      central_(lay_out(scenario_)),
      plan_(plan_timeline(scenario_, central_)),
      spied_share_(central_.network[Channel::espionage].weight) {
  for (int c = 0; c < central_.n_chips(); ++c) {
    if (makes_chips(scenario_, central_.chips[c].origin)) home_made_.push_back(c);
  }
  for (int t = 0; t < central_.months; ++t) plan_policies(t);
  set_parameters(scenario_.parameters.values, central_);
}

void CompiledScenario::plan_policies(int t) {
  MonthPlan& plan = plan_.months[t];
  MonthInputs& month_inputs = central_.timeline.months[t];
  const Rulings rulings = apply_policies(scenario_, central_, plan, month_inputs);
  plan_offers(central_, rulings, plan, month_inputs);
}

void CompiledScenario::set_parameters(const Parameters& parameters, Inputs& inputs) const {
  inputs.parameters = parameters;
  const Parameters& p = inputs.parameters;
  for (int c : home_made_) inputs.usable_h100e[c] = inputs.chips[c].h100e * p.chip_market.domestic_software_factor;
  for (std::size_t k = 0; k < inputs.paradigms.size(); ++k) {
    const Paradigm& row = scenario_.paradigms[k];
    inputs.paradigms[k].hazard = row.hazard * p.paradigms.hazard_factor;
    if (row.post_training_growth)
      inputs.paradigms[k].post_growth = *row.post_training_growth * p.paradigms.growth_factor;
  }
  inputs.power.lead.resize(inputs.n_blocs());
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    const double lead = scenario_.blocs[b].power_lead * p.power.lead_factor;
    inputs.power.lead[b] = std::max(1, static_cast<int>(lead + 0.5));
  }
  // Espionage strikes by a Poisson process along every edge.
  const double rate = p.diffusion.espionage_rate * month_in_years;
  Layer& spies = inputs.network.layer[static_cast<int>(Channel::espionage)];
  for (std::size_t e = 0; e < spies.weight.size(); ++e) spies.weight[e] = -math::expm1(-rate * spied_share_[e]);
  build_timeline(plan_, inputs);
}

Inputs CompiledScenario::build(const Parameters& parameters) const {
  Inputs inputs;
  build(parameters, inputs);
  return inputs;
}

void CompiledScenario::build(const Parameters& parameters, Inputs& out) const {
  out = central_;
  set_parameters(parameters, out);
}

std::vector<std::int32_t> CompiledScenario::realise(std::uint32_t replicate) {
  std::vector<PolicyDates> before;
  for (const Policy& policy : scenario_.policies) before.push_back(dates(policy));
  std::vector<std::int32_t> months = realise_policies(replicate, scenario_);
  const auto moved = [&](Month month) {
    for (std::size_t k = 0; k < before.size(); ++k) {
      const PolicyDates& now = dates(scenario_.policies[k]);
      if (now.strength(month) != before[k].strength(month)) return true;
      if ((now.first() == month) != (before[k].first() == month)) return true;
    }
    return false;
  };
  for (int t = 0; t < central_.months; ++t) {
    if (!moved(central_.start + t)) continue;
    plan_policies(t);
    build_month(plan_, t, central_);
  }
  return months;
}

Inputs build_inputs(const Scenario& scenario, const Parameters& parameters) {
  return CompiledScenario(scenario).build(parameters);
}

}  // namespace racesim

#include <algorithm>

#include "parts.hpp"
#include "racesim/core/math.hpp"
#include "racesim/core/random.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/names.hpp"

namespace racesim {

namespace {

void add_lab(LabTraits& labs, std::uint32_t agent, int bloc, int entry, const Lab& traits, double staff,
             double budget) {
  labs.agent.push_back(agent);
  labs.bloc.push_back(static_cast<std::uint8_t>(bloc));
  labs.entry.push_back(entry);
  labs.openness_propensity.push_back(traits.openness_propensity);
  labs.publishing.push_back(traits.publishing);
  labs.api_access.push_back(traits.api_access);
  labs.api_revenue_share.push_back(traits.api_revenue_share);
  labs.initial_log_a_pre.push_back(quantise_log(traits.initial_log_a_pre));
  labs.initial_log_a_post.push_back(quantise_log(traits.initial_log_a_post));
  labs.initial_eci.push_back(traits.initial_eci);
  labs.staff.push_back(staff);
  labs.developer_budget.push_back(budget);
}

/// Bloc of developer k of n by shares: a fixed, even interleaving, so that more developers keep the blocs of the first.
int bloc_of_developer(const Population& population, int n_blocs, std::uint64_t seed, std::uint32_t agent) {
  const double u = uniform({.seed = seed, .stream = StreamId::initial, .agent = agent, .partner = 1});
  double total = 0;
  for (int b = 0; b < n_blocs; ++b) total += population.bloc_shares.empty() ? 1.0 : population.bloc_shares[b];
  double upto = 0;
  for (int b = 0; b < n_blocs; ++b) {
    upto += population.bloc_shares.empty() ? 1.0 : population.bloc_shares[b];
    if (u * total < upto) return b;
  }
  return n_blocs - 1;
}

/// Small developers: Pareto budgets around the median, everything else alike.
void add_developers(const Scenario& scenario, Inputs& inputs) {
  const Population& population = scenario.population;
  double frontier = -infinity;
  for (const Lab& lab : scenario.labs) {
    if (lab.races) frontier = std::max(frontier, lab.initial_log_a_pre);
  }
  const double smallest = population.median_budget * math::pow(0.5, 1 / population.budget_tail);
  for (std::int64_t k = 0; k < population.developers; ++k) {
    const std::uint32_t agent = developer_agent(k);
    const double u = uniform({.seed = scenario.seed, .stream = StreamId::initial, .agent = agent});
    Lab traits;
    traits.openness_propensity = population.openness_propensity;
    traits.publishing = population.publishing;
    traits.initial_log_a_pre = frontier - population.log_a_gap;
    traits.initial_eci = 0;
    const int bloc = bloc_of_developer(population, inputs.n_blocs(), scenario.seed, agent);
    add_lab(inputs.labs, agent, bloc, 0, traits, population.staff,
            smallest * math::pow(u, -1 / population.budget_tail));
  }
}

void add_labs(const Scenario& scenario, Inputs& inputs) {
  for (bool races : {true, false}) {  // buyers that do not race come after the labs
    for (const Lab& lab : scenario.labs) {
      if (lab.races != races) continue;
      const int bloc = place_of(scenario.blocs, lab.bloc);
      inputs.buyers.name.push_back(lab.name);
      inputs.buyers.bloc.push_back(static_cast<std::uint8_t>(bloc));
      if (!races) continue;
      const int entry = lab.entry ? std::max(0, *lab.entry - scenario.clock.start) : 0;
      inputs.labs.name.push_back(lab.name);
      add_lab(inputs.labs, agent_id(lab.name), bloc, entry, lab, 0, 0);
    }
  }
  add_developers(scenario, inputs);
}

void add_initial_stock(const Scenario& scenario, Inputs& inputs) {
  const std::size_t size = inputs.buyers.name.size() * inputs.chips.size();
  inputs.buyers.initial_count.assign(size, 0);
  inputs.buyers.initial_age.assign(size, 0);
  for (const InitialStock& row : scenario.initial_stock) {
    const int k = place_of(inputs.buyers.name, row.owner) * inputs.n_chips() + place_of(inputs.chips, row.chip);
    inputs.buyers.initial_count[k] += row.count;
    inputs.buyers.initial_age[k] = row.mean_age / months_in_year;
  }
}

void add_chips(const Scenario& scenario, Inputs& inputs) {
  inputs.chips = scenario.chips;
  for (const SupplyRate& row : scenario.supply) {
    if (find_name(inputs.vendors, row.vendor) < 0) inputs.vendors.push_back(row.vendor);
  }
  for (const ChipClass& chip : inputs.chips) {
    const int origin = place_of(scenario.blocs, chip.origin);
    inputs.chip_vendor.push_back(find_name(inputs.vendors, chip.vendor));
    inputs.chip_origin.push_back(origin);
    inputs.h100e.push_back(chip.h100e);
    inputs.usable_h100e.push_back(chip.h100e * chip.software_factor);
  }
}

void add_segments(const Scenario& scenario, Inputs& inputs) {
  if (scenario.spending.empty()) return;  // nobody spends anything: no market
  for (const Segment& row : scenario.segments)
    inputs.segments.push_back({row.name, row.quality, row.price, row.home, row.adoption});
}

void add_paradigms(const Scenario& scenario, Inputs& inputs) {
  for (const Paradigm& row : scenario.paradigms) {
    ParadigmTraits traits;
    traits.name = row.name;
    traits.held = row.arrives && *row.arrives <= scenario.clock.start;
    traits.arrival = row.arrives && !traits.held ? *row.arrives - scenario.clock.start : -1;
    traits.earliest = row.earliest ? *row.earliest - scenario.clock.start : 0;
    traits.pioneer = row.pioneer.empty() ? -1 : place_of(inputs.labs.name, row.pioneer);
    traits.jump_mean = row.jump_mean;
    traits.jump_sd = row.jump_sd;
    traits.pre_growth = row.pre_training_growth.value_or(-1);
    traits.log_ceiling = row.ceiling.value_or(infinity);
    traits.compute_intensity = row.compute_intensity;
    if (row.compute_ceiling) traits.log_compute_ceiling = math::log(*row.compute_ceiling);
    traits.competence_destruction = row.competence_destruction;
    inputs.paradigms.push_back(traits);
  }
}

void add_power(const Scenario& scenario, Inputs& inputs) {
  PowerTraits& power = inputs.power;
  power.first_order = std::max(0, scenario.data_end + 1 - scenario.clock.start);
  for (const Bloc& bloc : scenario.blocs) {
    power.build_limit.push_back(bloc.power_build_limit);
  }
}

void add_sectors(const Scenario& scenario, Inputs& inputs) {
  double total = 0;
  for (const Sector& sector : scenario.sectors) total += sector.weight;
  for (const Sector& sector : scenario.sectors) {
    inputs.sectors.name.push_back(sector.name);
    inputs.sectors.weight.push_back(sector.weight / total);
    inputs.sectors.need.push_back(sector.need);
    inputs.sectors.richness.push_back(sector.richness);
  }
  for (const Bloc& bloc : scenario.blocs) inputs.initial_adoption.push_back(bloc.initial_adoption);
  if (scenario.sectors.empty()) return;
  for (const Policy& policy : scenario.policies) {
    const auto* target = std::get_if<AdoptionTarget>(&policy);
    if (target != nullptr) inputs.goals.push_back(target->goal(inputs));
  }
}

}  // namespace

Inputs lay_out(const Scenario& scenario) {
  Inputs inputs;
  inputs.seed = scenario.seed;
  inputs.start = scenario.clock.start;
  inputs.months = scenario.months();
  inputs.data_end = scenario.data_end - scenario.clock.start;
  for (const Bloc& bloc : scenario.blocs) inputs.blocs.push_back(bloc.name);
  inputs.leader = place_of(inputs.blocs, scenario.leader);
  inputs.follower = place_of(inputs.blocs, scenario.follower);
  inputs.structure = scenario.structure;
  add_chips(scenario, inputs);
  add_labs(scenario, inputs);
  add_initial_stock(scenario, inputs);
  add_paradigms(scenario, inputs);
  add_power(scenario, inputs);
  add_sectors(scenario, inputs);
  add_segments(scenario, inputs);
  inputs.network = build_network(scenario, inputs.labs);
  return inputs;
}

}  // namespace racesim
